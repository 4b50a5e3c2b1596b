'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { followAddress, moveCursor, openCursor, recordWrite } from './cursor'

/** Browsers refuse more than about twenty changes of the address a second, and a held key makes thirty. */
const settleMs = 150

/**
 * The step that everything shows, kept in the address as `?step=`. A move is seen at once and reaches the address when
 * the cursor rests; nothing is loaded from the server for it.
 */
export function useCursor(): [position: number, move: (position: number) => void] {
  const inAddress = Number.parseInt(useSearchParams().get('step') ?? '0', 10) || 0
  const [cursor, setCursor] = useState(() => openCursor(inAddress))
  const { position } = cursor
  // Not while rendering: the address arrives in a transition, which is drawn more than once and mixed with newer moves.
  useEffect(() => {
    setCursor((current) => (inAddress === current.seen ? current : followAddress(current, inAddress)))
  }, [inAddress])
  useEffect(() => {
    const timer = setTimeout(() => {
      const address = new URL(window.location.href)
      if (address.searchParams.get('step') === String(position)) return
      if (position === 0 && !address.searchParams.has('step')) return
      address.searchParams.set('step', String(position))
      setCursor((current) => recordWrite(current, position))
      window.history.replaceState(null, '', address)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [position])
  const move = useCallback((to: number) => setCursor((current) => moveCursor(current, to)), [])
  return [position, move]
}
