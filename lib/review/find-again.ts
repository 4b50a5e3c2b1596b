import type { SpanAnchor } from './anchor'

export type Place = { start: number; end: number }

/**
 * Where the words of an anchor stand in a text, which may be another than the one they were chosen in: at their old
 * place when they are still there; else the occurrence whose surroundings agree best, the nearest one of equals.
 * Undefined when the words are gone, or when several places are equally good and none agrees with its surroundings.
 */
export function findAgain(text: string, { quote, start, before, after }: SpanAnchor): Place | undefined {
  if (text.startsWith(quote, start) && agreement(text, start, quote, before, after) > 0)
    return { start, end: start + quote.length }
  const places: { at: number; agreement: number }[] = []
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1))
    places.push({ at, agreement: agreement(text, at, quote, before, after) })
  places.sort((a, b) => b.agreement - a.agreement || Math.abs(a.at - start) - Math.abs(b.at - start))
  const [best, second] = places
  if (!best) return undefined
  if (second && best.agreement === 0) return undefined
  return { start: best.at, end: best.at + quote.length }
}

/** Characters around the place that are as they were; the ends of a text agree with the ends of a text. */
function agreement(text: string, at: number, quote: string, before: string, after: string): number {
  const end = at + quote.length
  let left = 0
  while (left < before.length && left < at && text[at - 1 - left] === before[before.length - 1 - left]) left++
  let right = 0
  while (right < after.length && end + right < text.length && text[end + right] === after[right]) right++
  const atEnds = (before === '' && at === 0 ? 1 : 0) + (after === '' && end === text.length ? 1 : 0)
  return left + right + atEnds
}
