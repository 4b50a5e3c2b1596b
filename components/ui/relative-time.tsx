'use client'

import { useSyncExternalStore } from 'react'
import { formatExact, formatRelative } from './time-format'

/** `3 min ago`, with the exact time on hover; it stays true while the page is open. */
export function RelativeTime({ iso, className }: { iso: string; className?: string }) {
  const now = useNow()
  return (
    <time dateTime={iso} title={formatExact(iso)} suppressHydrationWarning className={className}>
      {formatRelative(Date.parse(iso), now)}
    </time>
  )
}

const tickMs = 15_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!timer) {
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const notify of listeners) notify()
    }, tickMs)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** One clock for the whole page. */
function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => now,
    // No clock ticks on the server; while the browser takes over, the time must stand still.
    () => (typeof window === 'undefined' ? Date.now() : now),
  )
}
