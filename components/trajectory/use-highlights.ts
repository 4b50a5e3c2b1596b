'use client'

import { type RefObject, useEffect, useEffectEvent } from 'react'
import { type LineSpan, lineRangesOf, rangesOf, type TextSpan } from './text-ranges'

export type Highlights = {
  /** What is marked, and which of it is meant: it is brought into sight. */
  spans: readonly TextSpan[]
  lines: readonly LineSpan[]
  current: TextSpan | LineSpan | undefined
}

const names = { all: 'found', current: 'found-current' }

/** Marks places of what is drawn inside an element, without changing what is drawn; also what is drawn later. */
export function useHighlights(host: RefObject<HTMLElement | null>, { spans, lines, current }: Highlights): void {
  const mark = useEffectEvent((isFirst: boolean) => {
    const root = host.current
    if (!root || !('highlights' in CSS)) return
    const chosen = current && ('line' in current ? lineRangesOf(root, [current]) : rangesOf(root, [current]))
    CSS.highlights.set(names.all, new Highlight(...rangesOf(root, spans), ...lineRangesOf(root, lines)))
    CSS.highlights.set(names.current, new Highlight(...(chosen ?? [])))
    if (isFirst) chosen?.[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    return chosen !== undefined && chosen.length > 0
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `mark` reads them
  useEffect(() => {
    const root = host.current
    if (!root) return
    let isSeen = mark(true) === true
    const observer = new MutationObserver(() => {
      isSeen = mark(!isSeen) === true || isSeen
    })
    observer.observe(root, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      CSS.highlights?.delete(names.all)
      CSS.highlights?.delete(names.current)
    }
  }, [host, spans, lines, current])
}
