import type { Fact } from './fact'
import type { Given } from './given'
import { stemsOf } from './stems'
import { codeNames, piecesOf, sentencesOf } from './thought-text'

/**
 * Whether a text says already what a sentence says: a sentence or an item of it has most of the words, or all of the names
 * where few words are new, or tells of the same file and some of its names.
 */
function openTold(text: string): (said: string) => boolean {
  const all = stemsOf(text)
  const parts = piecesOf(text).flatMap((piece) => [piece, ...sentencesOf(piece)])
  const known = parts.map((part) => ({ stems: stemsOf(part.text), names: new Set(codeNames(part.text)) }))
  return (said) => {
    const stems = [...stemsOf(said)]
    const names = codeNames(said)
    const paths = names.filter((name) => name.includes('/'))
    const isNew = stems.filter((stem) => !all.has(stem)).length > mostNews
    return known.some((part) => {
      const shared = names.filter((name) => part.names.has(name))
      if (paths.some((path) => part.names.has(path)) && shared.length > 1) return true
      if (!isNew && names.length > 0 && shared.length === names.length) return true
      return stems.filter((stem) => part.stems.has(stem)).length >= stems.length * 0.6
    })
  }
}

/** New words that a sentence may have and still say nothing new. */
const mostNews = 3

/** Up to so many facts that a text does not hold yet, nor each other: those of interest first, then by weight. */
export function newFacts(given: Given, facts: readonly Fact[], text: string, most: number): Fact[] {
  const names = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu))
  const news = (fact: Fact) => codeNames(fact.text).filter((name) => !text.includes(name) && !names.has(name)).length
  const rank = (fact: Fact) => given.interest.in(fact.text) * 4 + Math.min(3, news(fact)) + fact.weight / 3
  const items = new Set(piecesOf(text).flatMap(({ kind, text: each }) => (kind === 'item' ? subjectOf(each) : [])))
  const ranked = facts
    .filter(({ item }) => item === null || !(items.has(subjectOf(item)) || text.includes(item)))
    .map((fact) => ({ fact, rank: rank(fact) }))
    .sort((a, b) => b.rank - a.rank)
  return untold(
    ranked.map(({ fact }) => fact),
    text,
    most,
  )
}

/** The first facts, up to so many, that neither a text says already nor those before them. */
export function untold(facts: readonly Fact[], text: string, most: number): Fact[] {
  const chosen: Fact[] = []
  const tellers = [openTold(text)]
  for (const fact of facts) {
    if (chosen.length === most) break
    if (tellers.some((isTold) => isTold(fact.text))) continue
    chosen.push(fact)
    tellers.push(openTold(fact.text))
  }
  return chosen
}

/** The name that an item is about. */
const subjectOf = (item: string) => codeNames(item)[0] ?? item
