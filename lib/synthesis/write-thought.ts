import { closingPoints } from './closing-words'
import { docWords } from './doc-words'
import type { FileFacts } from './facts'
import { isProse, isTest, knownForm, mainSymbol, offered } from './file-words'
import { lead } from './lead-words'
import { needPoints } from './need-words'
import { codes, sentence, spelled } from './phrase'
import type { Reading } from './reading'
import type { Point, Recipe } from './recipe'
import type { SymbolFacts } from './symbol-facts'
import { isConstructor, joined, plainLine, symbolClauses, symbolLine } from './symbol-words'
import { testCases, testHelpers } from './test-cases'
import { topicPoints } from './topic-words'
import type { Voice } from './voice'

/** What to say before a file is written, in the order in which it is to be said. */
export function writePoints(file: FileFacts, readings: Reading[], recipe: Recipe, voice: Voice): Point[] {
  const needs = needPoints(file, readings, recipe, voice)
  const body = isTest(file) ? testPoints(file, recipe, voice) : symbolPoints(file, recipe, voice)
  const middle = recipe.needsFirst ? [...needs, ...body] : [...body, ...needs]
  const topics = topicPoints(file.topics, recipe.names * 3, voice)
  const opening = lead(file, recipe, voice)
  return [
    { weight: 10, text: opening },
    ...firstWords(file, recipe, voice),
    ...topics,
    ...middle,
    ...closingPoints(file, recipe, voice, opening),
  ]
}

/** What a text for people begins with. */
function firstWords(file: FileFacts, recipe: Recipe, voice: Voice): Point[] {
  const doc = file.doc && isProse(file) ? docWords(file.doc, recipe.docWords) : undefined
  if (!doc) return []
  const opening = voice.inTurn(['the first thing to say', 'it opens with what matters most', 'before all else it says'])
  return [{ weight: 8, text: sentence(`${opening}: ${doc.isAct ? 'to ' : ''}${doc.text}`) }]
}

const openings = [
  'What goes into it:',
  'The parts, one by one:',
  'In detail:',
  'How I would divide the work:',
  'Piece by piece:',
] as const

function symbolPoints(file: FileFacts, recipe: Recipe, voice: Voice): Point[] {
  const [first, ...others] = file.symbols
  if (!first) return []
  const introduced = file.doc || knownForm(file) ? undefined : mainSymbol(offered(file))
  if (others.length === 0 && first.members.length === 0)
    return [{ weight: 7, text: aloneSentence(first, recipe, first === introduced, voice) }]
  const rank = (symbol: SymbolFacts) => (symbol.isExported ? 0 : 1)
  const ordered = recipe.inFileOrder ? file.symbols : [...file.symbols].sort((a, b) => rank(a) - rank(b))
  const points: Point[] = [{ weight: 8, text: voice.inTurn(openings) }]
  let plain: SymbolFacts[] = []
  const flush = () => {
    if (plain.length > 0) points.push({ weight: plain[0]?.isExported ? 7 : 4, text: `- ${plainLine(plain, recipe)}` })
    plain = []
  }
  ordered.forEach((symbol, turn) => {
    const weight = symbol.isExported ? 7 : 4
    const line = symbolLine(symbol, recipe, { turn, isIntroduced: symbol === introduced })
    const members = recipe.members ? symbol.members : []
    const isPlain = line === undefined && members.length === 0
    if (!isPlain || plain[0]?.kind !== symbol.kind || plain[0]?.isExported !== symbol.isExported) flush()
    if (isPlain) plain.push(symbol)
    else
      points.push({ weight: weight + (members.length > 0 ? 1 : 0), text: `- ${line ?? plainLine([symbol], recipe)}` })
    points.push(...memberPoints(symbol, members, weight, recipe))
  })
  flush()
  return points
}

function memberPoints(owner: SymbolFacts, members: SymbolFacts[], weight: number, recipe: Recipe): Point[] {
  const plain: SymbolFacts[] = []
  const points = members.flatMap((member, turn): Point[] => {
    const line = symbolLine(member, recipe, { turn, owner: owner.name })
    if (line !== undefined) return [{ weight: weight - memberRank(member), text: `  - ${line}` }]
    if (!isConstructor(member.name, owner.name)) plain.push(member)
    return []
  })
  if (plain.length === 0) return points
  const names = codes(
    plain.map(({ name }) => name),
    recipe.names * 2,
  )
  const text = points.length > 0 ? `  - Besides these it has ${names}.` : `  - It has ${names}.`
  return [...points, { weight: weight - 1.5, text }]
}

function memberRank(member: SymbolFacts): number {
  const isPrivate = /^[#_]/.test(member.name)
  return (member.doc ? 0 : 1) + (isPrivate ? 1 : 0) + (member.kind === 'property' ? 0.5 : 0)
}

/** The only symbol of a file; the lead has named it when it is introduced. */
function aloneSentence(symbol: SymbolFacts, recipe: Recipe, isIntroduced: boolean, voice: Voice): string {
  const turn = voice.inTurn([0, 1, 2, 3])
  if (!isIntroduced) return symbolLine(symbol, recipe, { turn }) ?? ''
  const clauses = symbolClauses({ ...symbol, bases: [] }, recipe, turn)
  return clauses.length === 0 ? '' : sentence(`it ${joined(clauses)}`)
}

function testPoints(file: FileFacts, recipe: Recipe, voice: Voice): Point[] {
  const cases = testCases(file)
  const helpers = testHelpers(file).map((symbol) => symbol.name)
  const points: Point[] = []
  if (helpers.length > 0)
    points.push({
      weight: 5,
      text: sentence(
        `${voice.inTurn(['the cases lean on', 'what they share:', 'to set the scene I need', 'beside the cases there will be'])} ${codes(helpers, recipe.names)}`,
      ),
    })
  if (cases.length <= 3) {
    const opening = cases.length === 1 ? 'the case is' : 'the cases are'
    return [...points, { weight: 8, text: sentence(`${opening} ${cases.map(quoted).join('; ')}`) }]
  }
  const shown = cases.slice(0, Math.max(6, recipe.names * 2))
  const number = spelled(cases.length)
  const opening = voice.inTurn([
    'The cases I want:',
    'What has to be shown:',
    `${number.charAt(0).toUpperCase()}${number.slice(1)} cases to cover:`,
    'Each of these gets a case:',
  ])
  points.push({ weight: 8, text: opening })
  for (const name of shown) points.push({ weight: 6, text: `- ${name}` })
  if (cases.length > shown.length)
    points.push({ weight: 6, text: `- and ${spelled(cases.length - shown.length)} more.` })
  return points
}

function quoted(name: string): string {
  return name.startsWith('`') ? name : `"${name}"`
}
