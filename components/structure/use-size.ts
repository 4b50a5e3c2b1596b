'use client'

import { type RefObject, useEffect, useState } from 'react'

/** The inner size of an element in pixels, again whenever it changes; zero before it is known. */
export function useSize(host: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = host.current
    if (!element) return
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [host])
  return size
}
