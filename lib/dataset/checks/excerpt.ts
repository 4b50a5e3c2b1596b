import { partitionPoint } from './partition-point'

/** From one offset of a text up to, without, another. */
export type Stretch = { start: number; end: number }

const most = 160
const before = 60
const mostDots = 12
const shownEnds = 2

/** Stretches in order, those that overlap as one. */
export function mergeStretches(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const { start, end } of stretches.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

/**
 * The line around an offset, at most 160 characters of it, with all that is secret blacked out but for its ends; of what
 * the excerpt cuts off, nothing is shown. `secrets` are in order and do not overlap.
 */
export function excerptOf(text: string, at: number, secrets: readonly Stretch[]): string {
  const from = at === 0 ? 0 : Math.max(text.lastIndexOf('\n', at - 1) + 1, at - before)
  const lineEnd = text.indexOf('\n', at)
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, from + most)
  let shown = ''
  let place = from
  for (let next = partitionPoint(secrets, ({ end }) => end <= from); ; next += 1) {
    const { start, end } = secrets[next] ?? { start: to, end: to }
    if (start >= to) break
    const isWhole = start >= from && end <= to
    shown += text.slice(place, Math.max(place, start))
    shown += isWhole ? blackedOut(text.slice(start, end)) : '•'.repeat(mostDots)
    place = Math.min(end, to)
  }
  return shown + text.slice(place, to)
}

function blackedOut(secret: string): string {
  if (secret.length <= 3 * shownEnds) return '•'.repeat(secret.length)
  const dots = '•'.repeat(Math.min(mostDots, secret.length - 2 * shownEnds))
  return `${secret.slice(0, shownEnds)}${dots}${secret.slice(-shownEnds)}`
}
