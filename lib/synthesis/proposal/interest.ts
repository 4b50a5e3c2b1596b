import type { FileFacts } from '@/lib/synthesis/facts'
import { sentence } from '@/lib/synthesis/phrase'
import { stemsOf } from './stems'
import { imports, topOfFile } from './surprising'
import { codeNames } from './thought-text'

/** What a proposal should speak of first: what a person hints at, then what the scorer found surprising. */
export type Interest = {
  /** How much a text speaks of it; 0: not at all. */
  in(text: string): number
  /** Whether a text has to do with the hint; false where there is none. */
  isHinted(text: string): boolean
}

const hintWorth = 10

export function openInterest(file: FileFacts, hint: string | null, surprising: readonly string[]): Interest {
  const wanted = stemsOf(hint ?? '')
  const worth = new Map<string, number>()
  surprising.forEach((construct, index) => {
    for (const name of namesOf(construct, file)) worth.set(name, Math.max(worth.get(name) ?? 0, 5 - index))
  })
  const hintedIn = (text: string) => [...stemsOf(text)].filter((stem) => wanted.has(stem)).length
  return {
    in: (text) => hintWorth * hintedIn(text) + Math.max(0, ...codeNames(text).map((name) => worth.get(name) ?? 0)),
    isHinted: (text) => hintedIn(text) > 0,
  }
}

/** The names that a text has to have to speak of a construct. */
function namesOf(construct: string, file: FileFacts): string[] {
  if (construct === imports)
    return [...file.needs.flatMap(({ path, taken }) => [path, ...taken.map(({ name }) => name)]), ...file.packages]
  if (construct === topOfFile) return [file.path]
  return codeNames(construct).slice(0, 1)
}

const longestHint = 200

/** A hint that no fact answers to, taken up without a claim. */
export function keptInMind(hint: string): string {
  const line = hint
    .replace(/\s+/g, ' ')
    .replaceAll('`', "'")
    .trim()
    .replace(/[.!?…]+$/, '')
  const short = line.length > longestHint ? `${line.slice(0, longestHint).replace(/\s\S*$/, '')}…` : line
  return sentence(
    `I keep in mind: ${/^[A-Z][a-z]+\s/.test(short) ? short.charAt(0).toLowerCase() + short.slice(1) : short}`,
  )
}
