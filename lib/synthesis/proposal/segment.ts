import type { FileFacts } from '@/lib/synthesis/facts'
import { readThought } from '@/lib/synthesis/main-words'
import { code } from '@/lib/synthesis/phrase'
import type { SymbolFacts } from '@/lib/synthesis/symbol-facts'
import { symbolLine, takenWords } from '@/lib/synthesis/symbol-words'
import type { Fact } from './fact'
import { factsAtHand } from './facts-at-hand'
import type { Given } from './given'
import { keptInMind } from './interest'
import { untold } from './new-facts'
import { recipeAt, recipes } from './recipes'
import { codeNames, markerOf, type Piece, piecesOf, replaceSpan, sentencesOf, withoutSpans } from './thought-text'

const levels = [16, 7, 0]
const mostSentences = 5

/** One paragraph or item of the thought is replaced by another version of it; the rest stays byte for byte. */
export function* segment(given: Given): Generator<string> {
  const { current } = given.proposal
  for (const piece of segmentsOf(given))
    for (const version of versionsOf(given, piece))
      if (version !== piece.text) yield withEnd(replaceSpan(current, piece, version))
}

/** The parts of the thought that can be replaced by themselves: those of most interest first, each in its turn. */
export function segmentsOf({ proposal, interest, turn }: Given): Piece[] {
  const pieces = piecesOf(proposal.current)
    .filter(({ kind, text }) => kind !== 'verbatim' && !text.endsWith(':'))
    .filter(isOpenTo(proposal.marked))
  const rank = ({ text }: Piece) => (interest.isHinted(text) ? 0 : interest.in(text) > 0 ? 1 : 2)
  return [0, 1, 2].flatMap((wanted) => {
    const alike = pieces.filter((piece) => rank(piece) === wanted)
    const first = turn % Math.max(1, alike.length)
    return [...alike.slice(first), ...alike.slice(0, first)]
  })
}

/** What was marked in the thought that the search began with, and what has taken its place since. */
function isOpenTo(marked: Given['proposal']['marked']): (piece: Piece) => boolean {
  if (!marked) return () => true
  const from = marked.start.indexOf(marked.passage)
  const isMarked = ({ start, end }: Piece) => from >= 0 && start < from + marked.passage.length && end > from
  const kept = new Set(piecesOf(marked.start).flatMap((piece) => (isMarked(piece) ? [] : [piece.text])))
  return ({ text }) => !kept.has(text)
}

const withEnd = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)

/** Other versions of a part, from facts of the file and of what it reads. */
export function versionsOf(given: Given, piece: Piece): string[] {
  return piece.kind === 'item' ? itemVersions(given, piece) : paragraphVersions(given, piece)
}

function itemVersions({ moment: { file }, turn }: Given, { text }: Piece): string[] {
  const marker = markerOf(text)
  const body = text.slice(marker.length)
  const [name = ''] = codeNames(body)
  if (!body.startsWith(code(name)) || body === code(name)) return []
  const need = file.needs.find(({ path }) => path === name)
  if (need) {
    const range = /^`[^`]+`(, lines \d+ to \d+)?/.exec(body)?.[1] ?? ''
    return recipes.map((_, attempt) => {
      const words = takenWords(need.taken, need.offers, recipeAt(turn + attempt))
      return `${marker}${code(name)}${range}${words === '' ? '' : `, for ${words}`}.`
    })
  }
  const found = findSymbol(file, name)
  if (!found) return []
  return recipes.flatMap((_, attempt) => {
    const { symbol, owner } = found
    const line = symbolLine(
      symbol,
      { ...recipeAt(turn + attempt), members: true, relations: true },
      { turn: turn + attempt, owner },
    )
    if (line === undefined) return []
    return `${marker}${name.includes('.') ? line.replace(/^`[^`]*`/, code(name)) : line}`
  })
}

/** A symbol by its name, or by its owner's and its own: `Queue.add`. */
function findSymbol({ symbols }: FileFacts, name: string): { symbol: SymbolFacts; owner?: string } | undefined {
  const top = symbols.find((symbol) => symbol.name === name)
  if (top) return { symbol: top }
  const [own = '', owner] = name.split('.').reverse()
  for (const type of symbols) {
    const member = type.members.find((each) => each.name === own)
    if (member && (owner === undefined || owner === type.name)) return { symbol: member, owner: type.name }
  }
  return undefined
}

/** As many sentences of what is known as the paragraph has, nearest to what it speaks of. */
function paragraphVersions(given: Given, piece: Piece): string[] {
  const { moment, proposal, turn, voice } = given
  const { current } = proposal
  const pieces = piecesOf(current)
  const isFirst = pieces[0]?.start === piece.start
  const [opening] = sentencesOf(piece)
  if (moment.before === 'read' && moment.readings.length === 1 && pieces.length === 1)
    return recipes.map((_, attempt) =>
      withHint(given, readThought(moment.file, moment.readings, recipeAt(turn + attempt), voice(attempt))),
    )
  // What a check found is not known here.
  const kept = isFirst && moment.before !== 'write' ? opening?.text : undefined
  const rest = withoutSpans(current, [piece])
  return recipes.flatMap((_, attempt) => {
    const facts = factsAtHand(given, levels[attempt % levels.length] ?? 0, voice(attempt))
    return composed(given, piece, facts, rest, isFirst, kept) ?? []
  })
}

function composed(
  given: Given,
  piece: Piece,
  facts: readonly Fact[],
  rest: string,
  isFirst: boolean,
  kept: string | undefined,
): string | undefined {
  const { interest, moment } = given
  const lead = isFirst && moment.before === 'write' ? facts.find(({ isLead }) => isLead) : undefined
  const names = new Set(codeNames(piece.text))
  const nearness = ({ text }: Fact) => codeNames(text).filter((name) => names.has(name)).length
  const rank = (fact: Fact) => interest.in(fact.text) * 2 + nearness(fact) * 2 + fact.weight / 10
  const most = Math.min(mostSentences, sentencesOf(piece).length) - (lead || kept ? 1 : 0)
  const ranked = facts.filter(({ isLead }) => !isLead).sort((a, b) => rank(b) - rank(a))
  const chosen = untold(ranked, `${rest}\n\n${kept ?? lead?.text ?? ''}`, Math.max(lead || kept ? 0 : 1, most))
  const told = facts.filter((fact) => fact === lead || chosen.includes(fact)).map(({ text }) => text)
  if (kept !== undefined) told.unshift(kept)
  return told.length > 0 ? withHint(given, told.join(' '), rest) : undefined
}

/** The words with the hint, where neither they nor the rest of the thought answer to it. */
function withHint({ proposal: { hint }, interest }: Given, words: string, rest = ''): string {
  return hint === null || interest.isHinted(`${rest} ${words}`) ? words : `${words} ${keptInMind(hint)}`
}
