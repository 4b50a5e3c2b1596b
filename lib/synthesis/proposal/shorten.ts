import { readThought } from '@/lib/synthesis/main-words'
import { finished, spelled } from '@/lib/synthesis/phrase'
import type { Given } from './given'
import { recipeAt, recipes } from './recipes'
import {
  codeNames,
  countWords,
  leansBack,
  type Piece,
  piecesOf,
  replaceSpan,
  type Span,
  sentencesOf,
  withoutSpans,
} from './thought-text'

/** How much of the words is to stay, in turn; how much has to; and how much may for the text to count as shorter. */
const shares = [0.72, 0.6, 0.66, 0.55]
const least = 0.48
const most = 0.85

/** Leaves out the sentences and items of least weight: a quarter to a half of the words. */
export function* shorten(given: Given): Generator<string> {
  const { proposal, turn } = given
  const words = countWords(proposal.current)
  const isShorter = (text: string) => countWords(text) <= words * most && countWords(text) > 0
  const isEnough = (text: string) => isShorter(text) && countWords(text) >= words * least * 0.9
  for (const attempt of shares.keys()) {
    const left = leftOut(given, shares[(turn + attempt) % shares.length] ?? least)
    const text = finished(isShorter(left) ? left : briefer(left))
    if (isEnough(text)) yield text
  }
  yield* barest(given).filter(isShorter)
}

/** What is to be read, without what for. */
function barest({ moment: { before, file, readings }, turn, voice }: Given): string[] {
  if (before !== 'read' || readings.length === 0) return []
  const bare = readings.map((reading) => ({ ...reading, need: { ...reading.need, taken: [] } }))
  return recipes.map((_, attempt) => finished(readThought(file, bare, recipeAt(turn + attempt), voice(attempt))))
}

/** A sentence or an item that may be left out; with it goes what stands `under` it. */
type Unit = Span & { text: string; words: number; under: number | undefined; isFixed: boolean; isItem: boolean }

function leftOut(given: Given, share: number): string {
  const { current } = given.proposal
  const units = unitsOf(given)
  const total = countWords(current)
  const weights = weightsOf(given, units)
  const under = (index: number): number[] =>
    units.flatMap((unit, at) => (unit.under === index ? [at, ...under(at)] : []))
  const worth = units.map((_, index) => Math.max(...[index, ...under(index)].map((each) => weights[each] ?? 0)))
  const order = units.map((_, index) => index).sort((a, b) => (worth[a] ?? 0) - (worth[b] ?? 0) || b - a)
  const gone = new Set<number>()
  let left = total
  for (const index of order) {
    if (left <= total * share) break
    const going = [index, ...under(index)].filter((each) => !gone.has(each))
    const fewer = going.reduce((sum, each) => sum + (units[each]?.words ?? 0), 0)
    if (gone.has(index) || units[index]?.isFixed || left - fewer < total * least) continue
    for (const each of going) gone.add(each)
    left -= fewer
  }
  const spans = units.filter((_, index) => gone.has(index))
  return withoutEmptyLists(recounted(current, spans))
}

/** What speaks of much that nothing else speaks of weighs most for its length, and items about what others refer to. */
function weightsOf({ interest }: Given, units: readonly Unit[]): number[] {
  const uses = new Map<string, number>()
  for (const { text } of units) for (const name of codeNames(text)) uses.set(name, (uses.get(name) ?? 0) + 1)
  return units.map(({ text, words, isItem }) => {
    const [own = '', ...others] = codeNames(text)
    const referred = isItem ? Math.min(4, (uses.get(own) ?? 1) - 1) / 2 : 1 / (uses.get(own) ?? 1)
    const told = others.reduce((sum, name) => sum + 1 / (uses.get(name) ?? 1), referred)
    return interest.in(text) + (told + 0.5) / Math.sqrt(words + 1)
  })
}

/** Sentences of paragraphs, items, and the later sentences of items. The first sentence stays, and what opens a list. */
function unitsOf({ proposal: { current }, moment }: Given): Unit[] {
  const units: Unit[] = []
  const pieces = piecesOf(current)
  pieces.forEach((piece, place) => {
    if (piece.kind === 'verbatim') return
    // Before a read, what is listed is read; before an edit, the end says how to go on. A list that opens all is one.
    const isFixed =
      moment.before === (piece.kind === 'item' ? 'read' : place === pieces.length - 1 ? 'edit' : '') ||
      (piece.kind === 'item' && place === 1)
    if (piece.kind === 'item') addItem(units, piece, isFixed)
    else addParagraph(units, piece, { isFixed, isFirst: place === 0, isOpening: pieces[place + 1]?.kind === 'item' })
  })
  return units
}

function addItem(units: Unit[], piece: Piece, isFixed: boolean): void {
  const sentences = sentencesOf(piece)
  const parent = piece.indent > 0 ? units.findLastIndex((unit) => unit.isItem && /^\S/.test(unit.text)) : -1
  units.push({
    ...piece,
    words: countWords(sentences[0]?.text ?? ''),
    under: parent < 0 ? undefined : parent,
    isFixed: isFixed || piece.isNumbered || rest.test(piece.text),
    isItem: true,
  })
  const own = units.length - 1
  for (const each of sentences.slice(1))
    units.push({ ...each, words: countWords(each.text), under: own, isFixed, isItem: false })
}

function addParagraph(
  units: Unit[],
  piece: Piece,
  { isFixed, isFirst, isOpening }: { isFixed: boolean; isFirst: boolean; isOpening: boolean },
): void {
  let head: number | undefined
  const sentences = sentencesOf(piece)
  sentences.forEach((sentence, index) => {
    const leans = index > 0 && leansBack(sentence.text)
    const stays = isFixed || (isFirst && index === 0) || (isOpening && index === sentences.length - 1)
    const words = countWords(sentence.text)
    units.push({ ...sentence, words, under: leans ? head : undefined, isFixed: stays, isItem: false })
    if (!leans) head = units.length - 1
  })
}

const rest = /^\s*[-*+•] and (\S+) more\.?$/
const counted = /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b[^`]*:$/i
const numbers = Array.from({ length: 13 }, (_, number) => spelled(number))

/** Without some spans; a list that says how many there are says how many are left out. */
function recounted(text: string, spans: readonly (Span & Partial<Unit>)[]): string {
  let made = text
  let going = outermost(spans)
  const pieces = piecesOf(text)
  for (let place = pieces.length - 1; place >= 0; place -= 1) {
    const opening = pieces[place]
    if (opening?.kind !== 'paragraph' || pieces[place + 1]?.kind !== 'item') continue
    const end = pieces.findIndex(({ kind }, at) => at > place && kind !== 'item')
    const items = pieces.slice(place + 1, end === -1 ? pieces.length : end)
    const last = items.at(-1)
    const gone = items.filter(({ start, indent }) => indent === 0 && going.some((span) => span.start === start)).length
    const said = rest.exec(last?.text ?? '')?.[1]
    if (!last || gone === 0 || (said === undefined && !counted.test(opening.text))) continue
    const before = said === undefined ? 0 : numbers.indexOf(said) > 0 ? numbers.indexOf(said) : Number(said)
    const words = `and ${spelled(before + gone)} more${/[.]$/.test(last.text) ? '.' : ''}`
    if (said === undefined) {
      made = replaceSpan(made, { start: last.end, end: last.end }, `\n- ${words}`)
    } else made = replaceSpan(made, last, `- ${words}`)
    going = going.filter((span) => span.start !== last.start || said === undefined)
  }
  return withoutSpans(made, going)
}

/** Spans that lie in no other. */
function outermost<Some extends Span>(spans: readonly Some[]): Some[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let end = -1
  return sorted.filter((span) => {
    if (span.end <= end) return false
    end = span.end
    return true
  })
}

/** Without the lines that open a list and have none any more. */
function withoutEmptyLists(text: string): string {
  const pieces = piecesOf(text)
  const idle = pieces.filter(
    ({ kind, text: each }, index) =>
      kind === 'paragraph' && each.endsWith(':') && pieces[index + 1]?.kind === 'paragraph',
  )
  return withoutSpans(
    text,
    idle.flatMap((piece) => sentencesOf(piece).slice(-1)),
  )
}

const listed = /(`[^`]+`), (`[^`]+`)((?:, `[^`]+`)+) and `[^`]+`/g

/** Long enumerations counted, remarks in parentheses left out, and what follows a semicolon. */
function briefer(text: string): string {
  let made = text
  for (const piece of piecesOf(text).toReversed())
    if (piece.kind !== 'verbatim') made = replaceSpan(made, piece, brieferPiece(piece.text))
  return made
}

function brieferPiece(text: string): string {
  return text
    .replace(listed, (_, first: string, second: string, more: string) => {
      return `${first}, ${second} and ${spelled(codeNames(more).length + 1)} more`
    })
    .replace(/ \((?:[^()]|\([^()]*\))*\)/g, '')
    .replace(/; [^.;:]*(?=\.(?:\s|$))/g, '')
}
