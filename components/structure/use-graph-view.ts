'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useState } from 'react'
import { type GraphView, readView, writeView } from './graph-view'

export type ChangeView = (part: Partial<GraphView> | ((now: GraphView) => Partial<GraphView>), isStep?: boolean) => void

/** The view, kept in the address: seen at once; a step can be taken back, anything else takes the place of the last. */
export function useGraphView(): [GraphView, ChangeView] {
  const address = useSearchParams().toString()
  const [text, setText] = useState(address)
  const [seen, setSeen] = useState(address)
  if (address !== seen) {
    // The address reaches us late: what stands in the window is newer.
    setSeen(address)
    setText(window.location.search.slice(1))
  }
  const view = useMemo(() => readView(new URLSearchParams(text)), [text])
  const change = useCallback<ChangeView>((part, isStep = true) => {
    const now = readView(new URLSearchParams(window.location.search))
    const next = writeView({ ...now, ...(typeof part === 'function' ? part(now) : part) }).toString()
    if (next === writeView(now).toString()) return
    const url = `${window.location.pathname}${next === '' ? '' : `?${next}`}`
    if (isStep) window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
    setText(next)
  }, [])
  return [view, change]
}

/** The value from before while it says the same, so that what depends on it is not done again. */
export function useSame<Value>(value: Value): Value {
  const [kept, keep] = useState(value)
  if (JSON.stringify(kept) === JSON.stringify(value)) return kept
  keep(value)
  return value
}
