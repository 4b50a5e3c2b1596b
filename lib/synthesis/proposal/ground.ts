import { finished } from '@/lib/synthesis/phrase'
import type { Fact } from './fact'
import { factsAtHand } from './facts-at-hand'
import type { Given } from './given'
import { keptInMind } from './interest'
import { newFacts } from './new-facts'
import { markerOf, type Piece, piecesOf, replaceSpan, sentencesOf } from './thought-text'

const mostFacts = 3

/** Adds one to three true facts that the thought does not hold yet. */
export function* ground(given: Given): Generator<string> {
  const { proposal, turn, voice } = given
  for (const [attempt, docWords] of [16, 7, 0].entries()) {
    const facts = factsAtHand(given, docWords, voice(attempt))
    const open = newFacts(given, facts, proposal.current, mostFacts * 2)
    const ofInterest = open.filter(({ text }) => given.interest.in(text) > 0).length
    const first = Math.floor(turn / mostFacts) % Math.max(1, Math.min(mostFacts, ofInterest || open.length))
    for (let count = 1 + (turn % mostFacts); count > 0; count -= 1) {
      const chosen = open.slice(first, first + count)
      yield withFacts(
        given,
        proposal.current,
        facts.filter((fact) => chosen.includes(fact)),
      )
    }
  }
}

/** The thought with facts, each where its like stands, and with the hint, where no fact answers to it. */
export function withFacts(given: Given, text: string, facts: readonly Fact[]): string {
  const { hint } = given.proposal
  let made = text
  // The first of several facts is to stand first.
  for (const fact of [...facts].reverse()) made = withItem(made, fact) ?? made
  const sentences = facts.filter((fact) => withItem(text, fact) === undefined).map((fact) => fact.text)
  const isTaken = hint === null || given.interest.isHinted(made + sentences.join(' '))
  const added = [...sentences.map(inARow), ...(isTaken || hint === null ? [] : [keptInMind(hint)])].join(' ')
  return finished(added === '' ? made : withSentences(given, made, added))
}

/** "One case is …. Another is …." */
function inARow(said: string, index: number, all: readonly string[]): string {
  const opening = 'One case is '
  return said.startsWith(opening) && all[index - 1]?.startsWith(opening) ? said.replace(opening, 'Another is ') : said
}

/** After the last item of the last list of its kind; undefined where there is none. */
function withItem(text: string, { item }: Fact): string | undefined {
  if (item === null) return undefined
  const last = piecesOf(text).findLast(
    ({ kind, indent, isNumbered, text: each }) => kind === 'item' && indent === 0 && !isNumbered && isAlike(each),
  )
  if (!last) return undefined
  const end = endOfItem(text, last)
  return replaceSpan(text, { start: end, end }, `\n${markerOf(last.text)}${item}`)
}

/** Items about a name, as those of facts are. */
function isAlike(item: string): boolean {
  return /^(?:[-*+•]\s+)(?:`|The \w+ `|\*\*`)/.test(item) && !/, for |\//.test(item.slice(0, 60))
}

/** Where an item ends with all that stands under it. */
function endOfItem(text: string, item: Piece): number {
  const after = piecesOf(text).filter(({ start }) => start > item.start)
  const next = after.findIndex(({ kind, indent }) => kind !== 'item' || indent <= item.indent)
  return after[(next === -1 ? after.length : next) - 1]?.end ?? item.end
}

/** At the end of the last paragraph; before it, where it says how the work goes on. */
function withSentences({ moment }: Given, text: string, added: string): string {
  const pieces = piecesOf(text)
  const last = pieces.at(-1)
  if (!last) return added
  if (moment.before === 'edit' && pieces.length > 1 && last.kind === 'paragraph')
    return replaceSpan(text, { start: last.start, end: last.start }, `${added}\n\n`)
  const isOpen = last.kind === 'paragraph' && /[.!?]$/.test(last.text) && sentencesOf(last).length < 8
  return replaceSpan(text, { start: last.end, end: last.end }, `${isOpen ? ' ' : '\n\n'}${added}`)
}
