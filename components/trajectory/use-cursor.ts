'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'

/** Browsers refuse more than about twenty changes of the address a second, and a held key makes thirty. */
const settleMs = 150

/**
 * The step that everything shows, kept in the address as `?step=`. A move is seen at once and reaches the address when
 * the cursor rests; nothing is loaded from the server for it.
 */
export function useCursor(): [position: number, move: (position: number) => void] {
  const inAddress = Number.parseInt(useSearchParams().get('step') ?? '0', 10) || 0
  const [moved, setMoved] = useState<number>()
  if (moved !== undefined && moved === inAddress) setMoved(undefined)
  useEffect(() => {
    if (moved === undefined) return
    const timer = setTimeout(() => {
      const address = new URL(window.location.href)
      address.searchParams.set('step', String(moved))
      window.history.replaceState(null, '', address)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [moved])
  return [moved ?? inAddress, setMoved]
}
