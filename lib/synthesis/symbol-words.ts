import { docWords } from './doc-words'
import type { Taken } from './facts'
import { actOf } from './name-words'
import { code, codes, enumerate, plural, quantity } from './phrase'
import type { Random } from './random'
import type { SymbolFacts } from './symbol-facts'

/** Verbs that stay the same within one thought. */
export type Verbs = { uses: string; refers: string; gives: string; resolves: string; fails: string }

export function chooseVerbs(random: Random): Verbs {
  return {
    uses: random.pick(['works with', 'goes through', 'relies on', 'uses']),
    refers: random.pick(['refers to', 'draws on']),
    gives: random.pick(['gives back', 'returns', 'answers with']),
    resolves: random.pick(['resolves to', 'eventually gives']),
    fails: random.pick(['raises', 'fails with']),
  }
}

/** How much a text may tell. */
export type Detail = {
  /** Longest piece of documentation to reword, in words; 0 leaves it out. */
  docWords: number
  /** Longest list of names. */
  names: number
  parameters: boolean
  relations: boolean
  /** Members of classes one by one. */
  members: boolean
}

/** `isAct` tells an infinitive ("keep the order") from anything else ("the order of tasks"). */
export type Purpose = { text: string; isAct: boolean }

type Named = { name: string; kind: string | null; doc: string | null }

/** What a symbol is for: from its documentation, else from its name. */
export function purposeOf(symbol: Named, detail: Detail, random: Random): Purpose | undefined {
  const documented = symbol.doc && detail.docWords > 0 ? docWords(symbol.doc, detail.docWords) : undefined
  if (documented) return documented
  if (symbol.kind !== 'function' && symbol.kind !== 'method') return undefined
  const act = actOf(symbol.name, random.pick)
  return act === undefined ? undefined : { text: act, isAct: true }
}

/** "enumeration" for `enum`; "name" for what no outline knows. */
export function kindWord(kind: string | null): string {
  return kind === 'enum' ? 'enumeration' : (kind ?? 'name')
}

/** Names taken from a dependency: "`lowerBound` to find the place, and the types `Queue` and `Task`". */
export function takenWords(taken: readonly Taken[], offers: string[], detail: Detail, random: Random): string {
  const shown = taken.slice(0, detail.names)
  const alone: string[] = []
  const byKind = new Map<string, string[]>()
  for (const one of shown) {
    const purpose = detail.relations ? purposeOf(one, detail, random) : undefined
    const isKind = one.kind !== null && one.kind !== 'function' && detail.relations
    if (one.name === '*') alone.push(offers.length > 0 ? `what it offers (${codes(offers, 5)})` : 'all that it offers')
    else if (one.name === 'default') alone.push('its default export')
    else if (purpose?.isAct) alone.push(`${code(one.name)} to ${purpose.text}`)
    else if (purpose) alone.push(`${code(one.name)} (${purpose.text})`)
    else if (isKind) byKind.set(kindWord(one.kind), [...(byKind.get(kindWord(one.kind)) ?? []), one.name])
    else alone.push(code(one.name))
  }
  const grouped = Array.from(byKind, ([kind, names]) =>
    names.length === 1 ? `the ${kind} ${codes(names)}` : `the ${plural(kind)} ${codes(names, detail.names)}`,
  )
  const rest = taken.length > shown.length ? [quantity(taken.length - shown.length, 'more name')] : []
  return enumerate([...alone, ...grouped, ...rest], detail.names + 2)
}

/** What can be said of a symbol after its name: what it is for, then clauses in the third person. */
export function symbolClauses(
  symbol: SymbolFacts,
  detail: Detail,
  verbs: Verbs,
  random: Random,
): { purpose?: Purpose; clauses: string[] } {
  const clauses: string[] = []
  if (symbol.bases.length > 0) clauses.push(`builds on ${codes(symbol.bases, 3)}`)
  if (detail.parameters && symbol.takes.length > 0) clauses.push(`takes ${codes(symbol.takes, 6)}`)
  if (detail.relations) clauses.push(...relationClauses(symbol, verbs))
  if (detail.parameters && symbol.gives)
    clauses.push(`${symbol.isAsync ? verbs.resolves : verbs.gives} ${symbol.gives}`)
  return { purpose: purposeOf(symbol, detail, random), clauses }
}

/**
 * One line about a symbol, for a list; undefined when there is nothing to say but its kind. What the symbol is for and
 * builds on is left out when `isIntroduced`.
 */
export function symbolLine(
  symbol: SymbolFacts,
  detail: Detail,
  verbs: Verbs,
  random: Random,
  isIntroduced = false,
): string | undefined {
  const told = isIntroduced
    ? { ...symbol, bases: [], uses: symbol.uses.filter((name) => !symbol.bases.includes(name)) }
    : symbol
  const { purpose, clauses } = symbolClauses(told, detail, verbs, random)
  const all = purpose && !isIntroduced ? [purpose.text, ...clauses] : clauses
  const members = symbol.members
    .map((member) => member.name)
    .filter((name) => name !== 'constructor' && name !== '__init__')
  if (members.length > 0 && !detail.members) all.push(`with ${codes(members, detail.names)}`)
  return all.length > 0 ? `${code(symbol.name)}: ${all.join('; ')}` : undefined
}

/** Several symbols of one kind of which nothing else is known. */
export function plainLine(symbols: SymbolFacts[], detail: Detail): string {
  const kind = kindWord(symbols[0]?.kind ?? null)
  const names = codes(
    symbols.map((symbol) => symbol.name),
    detail.names * 2,
  )
  return symbols.length === 1 ? `the ${kind} ${names}` : `the ${plural(kind)} ${names}`
}

function relationClauses(symbol: SymbolFacts, verbs: Verbs): string[] {
  const known = new Set([
    ...symbol.members.map((member) => member.name),
    ...symbol.bases,
    ...symbol.errors,
    ...symbol.takes,
  ])
  const uses = symbol.uses.filter((name) => !known.has(name))
  const isCode = symbol.kind === 'function' || symbol.kind === 'method' || symbol.kind === 'class'
  const clauses: string[] = []
  if (uses.length > 0) clauses.push(`${isCode ? verbs.uses : verbs.refers} ${codes(uses, 5)}`)
  if (symbol.errors.length > 0) clauses.push(`${verbs.fails} ${codes(symbol.errors, 3)}`)
  return clauses
}
