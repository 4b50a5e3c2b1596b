'use client'

import { type RefObject, useEffect, useState } from 'react'

/** Turns any CSS colour, tokens too, into one that a canvas takes. */
export type Paints = { of(css: string): string; font: string }

/** What the tokens are worth now; again when the page turns dark or light. */
export function usePaints(host: RefObject<HTMLElement | null>): Paints | undefined {
  const [paints, setPaints] = useState<Paints>()
  useEffect(() => {
    const read = () => host.current && setPaints(readPaints(host.current))
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributeFilter: ['class'] })
    return () => observer.disconnect()
  }, [host])
  return paints
}

export function readPaints(element: HTMLElement): Paints {
  const known = new Map<string, string>()
  const style = getComputedStyle(document.documentElement)
  return {
    font: `${style.getPropertyValue('--text-small')} ${style.getPropertyValue('--font-mono')}`,
    of(css) {
      const found = known.get(css)
      if (found !== undefined) return found
      const probe = document.createElement('span')
      probe.style.color = css
      element.append(probe)
      const color = getComputedStyle(probe).color
      probe.remove()
      known.set(css, color)
      return color
    },
  }
}
