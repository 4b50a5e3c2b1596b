'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type GraphView, readView, writeView } from './graph-view'
import { type Viewpoint, writeViewpoint } from './viewpoint'

export type ChangeView = (part: Partial<GraphView> | ((now: GraphView) => Partial<GraphView>), isStep?: boolean) => void

/** Where the address says one is, each time that one comes to it: when the page opens, and on the way back and forth. */
export type Arrival = { at: Viewpoint | null }

/** Where one is now; undefined while nothing is drawn. */
export type Locate = () => Viewpoint | undefined

export type GraphAddress = {
  view: GraphView
  change: ChangeView
  arrival: Arrival
  /**
   * Says how to find out where one is, each time that it changes; what stays so for a moment is written down. A beginning
   * is written down only when one leaves it, so that a plain address stays plain, and where the address says something else.
   */
  onMove: (locate: Locate, isBeginning: boolean) => void
  /** Writes down where one is before the page is left. */
  settle: () => void
}

const settleMs = 250

/** The view, kept in the address: seen at once; a step can be taken back, anything else takes the place of the last. */
export function useGraphView(): GraphAddress {
  const address = useSearchParams().toString()
  const [text, setText] = useState(address)
  const [seen, setSeen] = useState(address)
  const [arrival, setArrival] = useState<Arrival>(() => ({ at: readView(new URLSearchParams(address)).at }))
  const whereabouts = useRef<Locate>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (address !== seen) {
    // The address reaches us late: what stands in the window is newer.
    setSeen(address)
    setText(window.location.search.slice(1))
  }
  const view = useMemo(() => readView(new URLSearchParams(text)), [text])
  const write = useCallback((next: GraphView, isStep: boolean) => {
    const query = writeView(next).toString()
    const url = `${window.location.pathname}${query === '' ? '' : `?${query}`}`
    if (isStep) window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
  }, [])
  const settle = useCallback(() => {
    clearTimeout(timer.current)
    const at = whereabouts.current?.()
    if (!at) return
    const now = readView(new URLSearchParams(window.location.search))
    if (now.at === null || writeViewpoint(now.at) !== writeViewpoint(at)) write({ ...now, at }, false)
  }, [write])
  const onMove = useCallback(
    (locate: Locate, isBeginning: boolean) => {
      clearTimeout(timer.current)
      whereabouts.current = locate
      if (!isBeginning || readView(new URLSearchParams(window.location.search)).at !== null)
        timer.current = setTimeout(settle, settleMs)
    },
    [settle],
  )
  const change = useCallback<ChangeView>(
    (part, isStep = true) => {
      const now = readView(new URLSearchParams(window.location.search))
      const next = { ...now, ...(typeof part === 'function' ? part(now) : part) }
      if (writeView(next).toString() === writeView(now).toString()) return
      // The way back leads to where one was, not only to what was shown.
      if (isStep) settle()
      write({ ...next, at: readView(new URLSearchParams(window.location.search)).at }, isStep)
      setText(window.location.search.slice(1))
    },
    [settle, write],
  )
  useEffect(() => {
    const { pathname } = window.location
    const forget = () => {
      clearTimeout(timer.current)
      whereabouts.current = undefined
    }
    const onPopState = () => {
      forget()
      if (window.location.pathname !== pathname) return
      setText(window.location.search.slice(1))
      setArrival({ at: readView(new URLSearchParams(window.location.search)).at })
    }
    // Who follows a link at once leaves before anything is settled; written down on the way, it would call them back.
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a[href]')) settle()
    }
    window.addEventListener('popstate', onPopState)
    window.addEventListener('click', onClick, true)
    return () => {
      window.removeEventListener('popstate', onPopState)
      window.removeEventListener('click', onClick, true)
      forget()
    }
  }, [settle])
  return { view, change, arrival, onMove, settle }
}

/** The value from before while it says the same, so that what depends on it is not done again. */
export function useSame<Value>(value: Value): Value {
  const [kept, keep] = useState(value)
  if (JSON.stringify(kept) === JSON.stringify(value)) return kept
  keep(value)
  return value
}
