'use client'

import { useSyncExternalStore } from 'react'

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
  timer ??= setInterval(() => {
    now = Date.now()
    for (const notify of listeners) notify()
  }, tickMs)
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
    () => now,
  )
}

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

export function formatExact(iso: string): string {
  return exact.format(new Date(iso))
}

export function formatRelative(timeMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - timeMs) / 1000)
  if (seconds < -30) return `in ${span(-seconds)}`
  return seconds < 45 ? 'just now' : `${span(seconds)} ago`
}

function span(seconds: number): string {
  if (seconds < 3570) return `${Math.max(1, Math.round(seconds / 60))} min`
  if (seconds < 86_400 - 1800) return `${Math.round(seconds / 3600)} h`
  const days = Math.round(seconds / 86_400)
  if (days < 60) return days === 1 ? '1 day' : `${days} days`
  return days < 730 ? `${Math.round(days / 30.4)} months` : `${Math.round(days / 365)} years`
}
