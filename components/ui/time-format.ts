const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** `22 Nov 2026, 18:05:09`, in the time zone of whoever reads. */
export function formatExact(iso: string): string {
  return exact.format(new Date(iso))
}

/** `just now`, `3 min ago`, `2 days ago`, `in 5 min`. */
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
