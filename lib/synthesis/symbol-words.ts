import { docWords } from './doc-words'
import type { Taken } from './facts'
import { actOf } from './name-words'
import { code, codes, enumerate, plural, quantity } from './phrase'
import type { Random } from './random'
import type { SymbolFacts } from './symbol-facts'
import { thirdPerson } from './verb-forms'

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

/** What a symbol is for, as its documentation has it. */
export function purposeOf(symbol: Named, detail: Detail): Purpose | undefined {
  return symbol.doc && detail.docWords > 0 ? docWords(symbol.doc, detail.docWords) : undefined
}

/** What a symbol is for: from its documentation, else from its name. For the one symbol that a file is about. */
export function likelyPurposeOf(symbol: Named, detail: Detail, random: Random): Purpose | undefined {
  const isCalled = symbol.kind === 'function' || symbol.kind === 'method'
  const act = isCalled ? actOf(symbol.name, random.pick) : undefined
  return purposeOf(symbol, detail) ?? (act === undefined ? undefined : { text: act, isAct: true })
}

const kindWords: Record<string, string> = { enum: 'enumeration', namespace: 'module' }

/** "enumeration" for `enum`; "name" for what no outline knows. */
export function kindWord(kind: string | null): string {
  if (kind === null) return 'name'
  return Object.hasOwn(kindWords, kind) ? (kindWords[kind] ?? kind) : kind
}

/** What a symbol is called in its language. */
export function wordOf({ word, kind }: Pick<SymbolFacts, 'word' | 'kind'>): string {
  return word ?? kindWord(kind)
}

const mostExplained = 3

/** Names taken from a dependency: "`lowerBound` (to find the place), and the types `Queue` and `Task`". */
export function takenWords(taken: readonly Taken[], offers: string[], detail: Detail): string {
  const shown = taken.slice(0, detail.names)
  const explained: string[] = []
  const byKind = new Map<string, string[]>()
  for (const { name, kind, doc } of shown) {
    const purpose =
      detail.relations && explained.length < mostExplained ? purposeOf({ name, kind, doc }, detail) : undefined
    if (name === '*') explained.push(offers.length > 0 ? `what it offers (${codes(offers, 5)})` : 'the module as such')
    else if (name === 'default') explained.push('its default export')
    else if (purpose) explained.push(`${code(name)} (${purpose.isAct ? 'to ' : ''}${purpose.text})`)
    else {
      const group = detail.relations && kind !== null ? kindWord(kind) : ''
      byKind.set(group, [...(byKind.get(group) ?? []), name])
    }
  }
  const grouped = Array.from(byKind, ([kind, names]) => {
    if (kind === '') return codes(names, detail.names)
    return `the ${names.length === 1 ? kind : plural(kind)} ${codes(names, detail.names)}`
  })
  const rest = taken.length > shown.length ? [quantity(taken.length - shown.length, 'more name')] : []
  return joined([...explained, ...grouped, ...rest])
}

/** Parts that may hold an "and" of their own. */
export function joined(parts: readonly string[]): string {
  const isNested = parts.some((part) => / and /.test(part))
  if (parts.length < 2 || !isNested) return enumerate(parts, parts.length)
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`
}

/** Verbs that go round from one symbol to the next. */
const verbs = {
  uses: ['works with', 'leans on', 'goes through', 'relies on', 'calls on'],
  refers: ['refers to', 'draws on', 'speaks of'],
  takes: ['takes', 'is given', 'asks for', 'expects'],
  gives: ['gives back', 'returns', 'answers with'],
  resolves: ['resolves to', 'eventually gives'],
  fails: ['raises', 'fails with', 'may end in'],
} as const

const verbAt = (ways: readonly string[], turn: number) => ways[turn % ways.length] ?? ''

/** What can be said of a symbol after its name, in clauses in the third person. */
export function symbolClauses(symbol: SymbolFacts, detail: Detail, turn: number): string[] {
  const clauses: string[] = []
  if (symbol.bases.length > 0) clauses.push(`builds on ${codes(symbol.bases, 3)}`)
  if (detail.parameters && symbol.takes.length > 0)
    clauses.push(`${verbAt(verbs.takes, turn)} ${codes(symbol.takes, 6)}`)
  if (detail.relations) clauses.push(...relationClauses(symbol, turn))
  if (detail.parameters && symbol.gives)
    clauses.push(`${verbAt(symbol.isAsync ? verbs.resolves : verbs.gives, turn)} ${symbol.gives}`)
  return clauses
}

export type LineOptions = {
  /** Place among the lines of the thought: neighbours choose other verbs. */
  turn: number
  /** What the symbol is for and builds on was said before. */
  isIntroduced?: boolean
  /** The class that it belongs to. */
  owner?: string
}

/** A sentence or two about a symbol; undefined when there is nothing to say but its kind. */
export function symbolLine(symbol: SymbolFacts, detail: Detail, options: LineOptions): string | undefined {
  const { turn, isIntroduced = false, owner } = options
  const told = isIntroduced
    ? { ...symbol, bases: [], uses: symbol.uses.filter((name) => !symbol.bases.includes(name)) }
    : symbol
  const isOther = (name: string) => name !== owner
  // Its members tell it one by one.
  const isDivided = detail.members && symbol.members.some((member) => member.kind === 'method')
  const clauses = symbolClauses(
    {
      ...told,
      uses: isDivided ? [] : told.uses.filter(isOther),
      errors: isDivided ? [] : told.errors,
      bases: told.bases.filter(isOther),
    },
    detail,
    turn,
  )
  const members = symbol.members.map((member) => member.name).filter((name) => !isConstructor(name, symbol.name))
  if (members.length > 0 && !detail.members) clauses.push(`has ${codes(members, detail.names)}`)
  const subject = symbol.name === owner || symbol.name === 'constructor' ? 'The constructor' : code(symbol.name)
  const purpose = isIntroduced ? undefined : purposeOf(symbol, detail)
  if (!purpose) return clauses.length > 0 ? `${subject} ${joined(clauses)}.` : undefined
  const opening = purpose.isAct ? `${subject} ${thirdPerson(purpose.text)}` : `${subject}: ${purpose.text}`
  const [only] = clauses
  if (only === undefined) return `${opening}.`
  if (clauses.length === 1 && purpose.isAct && !/[,;:]| and /.test(purpose.text)) return `${opening} and ${only}.`
  return `${opening}. It ${joined(clauses)}.`
}

export function isConstructor(name: string, owner: string): boolean {
  return name === owner || name === `~${owner}` || /^(?:constructor|__init__|__construct|initialize)$/.test(name)
}

/** Several symbols of one kind of which nothing else is known. */
export function plainLine(symbols: SymbolFacts[], detail: Detail): string {
  const [first] = symbols
  const kind = first ? wordOf(first) : kindWord(null)
  const names = codes(
    symbols.map((symbol) => symbol.name),
    detail.names * 2,
  )
  return `The ${symbols.length === 1 ? kind : plural(kind)} ${names}.`
}

const codeKinds = new Set(['function', 'method', 'class', 'macro'])
const valueKinds = new Set(['constant', 'variable', 'property'])

function relationClauses(symbol: SymbolFacts, turn: number): string[] {
  const known = new Set([
    ...symbol.members.map((member) => member.name),
    ...symbol.bases,
    ...symbol.errors,
    ...symbol.takes,
  ])
  const uses = valueKinds.has(symbol.kind) ? [] : symbol.uses.filter((name) => !known.has(name))
  const clauses: string[] = []
  if (uses.length > 0)
    clauses.push(`${verbAt(codeKinds.has(symbol.kind) ? verbs.uses : verbs.refers, turn)} ${codes(uses, 5)}`)
  if (symbol.errors.length > 0) clauses.push(`${verbAt(verbs.fails, turn)} ${codes(symbol.errors, 3)}`)
  return clauses
}
