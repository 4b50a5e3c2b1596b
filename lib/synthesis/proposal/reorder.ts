import type { FileFacts } from '@/lib/synthesis/facts'
import { finished } from '@/lib/synthesis/phrase'
import type { Given } from './given'
import { codeNames, leansBack, type Piece, piecesOf, reordered, type Span, sentencesOf } from './thought-text'

type Unit = Span & { text: string }

/** The sentences and items of the thought in another order; what leans on something before it stays behind that. */
export function* reorder(given: Given): Generator<string> {
  const { proposal, turn } = given
  const orders = Object.values(ordersOf(given))
  for (let attempt = 0; attempt < orders.length; attempt += 1) {
    const order = orders[(turn + attempt) % orders.length]
    if (!order) continue
    let text = proposal.current
    for (const groupsIn of groupsOf(given, text))
      for (const group of groupsIn(text)) text = reordered(text, group, ranked(group, order))
    yield finished(text)
  }
}

function ranked(units: readonly Unit[], rank: (unit: Unit) => number): number[] {
  return units.map((_, index) => index).sort((a, b) => rank(units[b] as Unit) - rank(units[a] as Unit) || a - b)
}

/** What can come first: the greatest number does. */
function ordersOf({ moment: { file }, interest }: Given): Record<string, (unit: Unit) => number> {
  const places = placesOf(file)
  const place = ({ text }: Unit) =>
    Math.min(
      Number.MAX_SAFE_INTEGER,
      ...codeNames(text)
        .slice(0, 1)
        .map((name) => places.get(name) ?? Number.MAX_SAFE_INTEGER),
    )
  const users = new Map<string, number>()
  for (const { uses } of file.symbols) for (const name of uses) users.set(name, (users.get(name) ?? 0) + 1)
  const lines = new Map(file.symbols.map((symbol) => [symbol.name, symbol.lines]))
  const taken = new Set(file.usedBy.flatMap(({ names }) => names))
  const named = (unit: Unit, rank: (name: string) => number) =>
    Math.max(0, ...codeNames(unit.text).slice(0, 1).map(rank))
  return {
    importance: (unit) =>
      interest.in(unit.text) * 10 + named(unit, (name) => (taken.has(name) ? 5 : 0) + (users.get(name) ?? 0)),
    file: (unit) => -place(unit),
    needs: (unit) =>
      interest.in(unit.text) * 10 + named(unit, (name) => (users.get(name) ?? 0) * 100) - Math.min(99, place(unit)),
    largest: (unit) => named(unit, (name) => lines.get(name) ?? 0),
    reverse: (unit) => unit.start,
  }
}

/** Where the names of a file stand in it. */
function placesOf(file: FileFacts): Map<string, number> {
  const names = file.symbols.flatMap(({ name, members }) => [name, ...members.map((member) => member.name)])
  return new Map(names.map((name, index) => [name, index]))
}

const ordered = /\b(?:order|first|nearest|one by one|turn|steps?|follow\w*|top to bottom)\b/i

/** What may change places with each other, the innermost first: what lies in no other, at a time. */
function groupsOf(given: Given, text: string): ((text: string) => Unit[][])[] {
  const indents = new Set(piecesOf(text).flatMap(({ kind, indent }) => (kind === 'item' ? [indent] : [])))
  const levels = [...indents].sort((a, b) => b - a)
  return [
    ...levels.map((indent) => (now: string) => listGroups(given, now, indent)),
    (now) => sentenceGroups(given, now),
  ]
}

/** The items of each list that stand at one depth, with those under them. Lists with an order of their own stay. */
function listGroups({ moment }: Given, text: string, depth: number): Unit[][] {
  // What is read is listed as it is read.
  if (moment.before === 'read') return []
  const runs: { opening: string; items: Piece[] }[] = []
  let run: Piece[] | undefined
  piecesOf(text).forEach((piece, place, pieces) => {
    if (piece.kind !== 'item' || piece.indent < depth) run = undefined
    else if (run) run.push(piece)
    else if (piece.indent === depth) {
      run = [piece]
      runs.push({ opening: pieces[place - 1]?.text ?? '', items: run })
    }
  })
  return runs.flatMap(({ opening, items }) => (ordered.test(opening) ? [] : [itemUnits(text, items)]))
}

const named = /^\s*[-*+•]\s+(?:\*\*)?(?:the \w+ )?`/i
const resting = /^\s*\S\s+(?:and |Besides|It has|The constructor)/

function itemUnits(text: string, items: readonly Piece[]): Unit[] {
  const units: Unit[] = []
  for (const item of items) {
    const last = units.at(-1)
    if (last && item.indent > (items[0]?.indent ?? 0)) last.end = item.end
    else units.push({ ...item })
  }
  // Without names there is no telling which stand for which.
  const isUnclear = units.some(({ text: each }) => !named.test(each) && !resting.test(each))
  if (isUnclear || items.some(({ isNumbered }) => isNumbered)) return []
  return units.filter(({ text: each }) => !resting.test(each)).map((unit) => whole(text, unit))
}

/** The sentences of each paragraph, with those that lean on them. The first of all stays first, and what opens a list last. */
function sentenceGroups({ moment }: Given, text: string): Unit[][] {
  const pieces = piecesOf(text)
  return pieces.flatMap((piece, place) => {
    // Before an edit, the end says how to go on.
    if (piece.kind !== 'paragraph' || (moment.before === 'edit' && place === pieces.length - 1)) return []
    const units: Unit[] = []
    for (const sentence of sentencesOf(piece)) {
      const last = units.at(-1)
      if (last && leansBack(sentence.text)) last.end = sentence.end
      else units.push({ ...sentence })
    }
    const movable = units.map((unit) => whole(text, unit)).filter((unit) => !unit.text.endsWith(':'))
    return [place === 0 ? movable.slice(1) : movable]
  })
}

const whole = (text: string, { start, end }: Span): Unit => ({ start, end, text: text.slice(start, end) })
