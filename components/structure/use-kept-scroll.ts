'use client'

import { type RefObject, useLayoutEffect } from 'react'

export type Scroll = { left: number; top: number }

export const unscrolled: Scroll = { left: 0, top: 0 }

/** Scrolls an element to where it was when it was there before. */
export function useKeptScroll(host: RefObject<HTMLElement | null>, kept: RefObject<Scroll>): void {
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    element.scrollTo(kept.current)
    const keep = () => {
      kept.current = { left: element.scrollLeft, top: element.scrollTop }
    }
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
  }, [host, kept])
}
