'use client'

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { Command } from './use-commands'

/** Offers commands for what is typed into the palette: too many things to be offered all at once. */
export type Finder = (words: string) => readonly Command[]

let finders: readonly Finder[] = []
const none: readonly Finder[] = []
const listeners = new Set<() => void>()

/** Finds for the palette for as long as the component is there. */
export function useFinder(find: Finder): void {
  const newest = useEffectEvent(find)
  useEffect(() => {
    const own: Finder = (words) => newest(words)
    change([...finders, own])
    return () => change(finders.filter((other) => other !== own))
  }, [])
}

/** All that find now. */
export function useFinders(): readonly Finder[] {
  return useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    () => finders,
    () => none,
  )
}

function change(next: readonly Finder[]): void {
  finders = next
  for (const notify of listeners) notify()
}
