import { docWords } from './doc-words'
import type { Taken } from './facts'
import { actOf } from './name-words'
import { article, code, codes, enumerate, plural, quantity } from './phrase'
import type { Random } from './random'
import type { SymbolFacts } from './symbol-facts'

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
export function takenWords(taken: readonly Taken[], detail: Detail, random: Random): string {
  const shown = taken.slice(0, detail.names)
  const alone: string[] = []
  const byKind = new Map<string, string[]>()
  for (const one of shown) {
    const purpose = detail.relations ? purposeOf(one, detail, random) : undefined
    const isKind = one.kind !== null && one.kind !== 'function' && detail.relations
    if (one.name === '*') alone.push('all that it offers')
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
export function symbolClauses(symbol: SymbolFacts, detail: Detail, random: Random): { purpose?: Purpose; clauses: string[] } {
  const clauses: string[] = []
  if (symbol.bases.length > 0) clauses.push(`builds on ${codes(symbol.bases, 3)}`)
  if (detail.parameters && symbol.takes.length > 0) clauses.push(`takes ${codes(symbol.takes, 6)}`)
  if (detail.relations) clauses.push(...relationClauses(symbol, random))
  if (detail.parameters && symbol.gives) {
    const verb = symbol.isAsync ? ['resolves to', 'eventually gives'] as const : ['gives back', 'returns', 'answers with'] as const
    clauses.push(`${random.pick(verb)} ${symbol.gives}`)
  }
  return { purpose: purposeOf(symbol, detail, random), clauses }
}

/** One line about a symbol, for a list. */
export function symbolLine(symbol: SymbolFacts, detail: Detail, random: Random): string {
  const { purpose, clauses } = symbolClauses(symbol, detail, random)
  const all = purpose ? [purpose.text, ...clauses] : clauses
  const members = symbol.members.map((member) => member.name).filter((name) => name !== 'constructor' && name !== '__init__')
  if (members.length > 0 && !detail.members) all.push(`with ${codes(members, detail.names)}`)
  if (all.length > 0) return `${code(symbol.name)}: ${all.join('; ')}`
  const isCode = symbol.kind === 'function' || symbol.kind === 'method'
  return isCode ? code(symbol.name) : `${code(symbol.name)}, ${article(kindWord(symbol.kind))}`
}

function relationClauses(symbol: SymbolFacts, random: Random): string[] {
  const known = new Set([...symbol.members.map((member) => member.name), ...symbol.bases, ...symbol.errors, ...symbol.takes])
  const uses = symbol.uses.filter((name) => !known.has(name))
  const isCode = symbol.kind === 'function' || symbol.kind === 'method' || symbol.kind === 'class'
  const clauses: string[] = []
  if (uses.length > 0) {
    const verb = isCode ? random.pick(['works with', 'goes through', 'relies on', 'uses']) : random.pick(['refers to', 'draws on'])
    clauses.push(`${verb} ${codes(uses, 5)}`)
  }
  if (symbol.errors.length > 0) clauses.push(`${random.pick(['refuses bad input with', 'raises', 'fails with'])} ${codes(symbol.errors, 3)}`)
  return clauses
}
