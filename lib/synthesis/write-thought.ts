import type { FileFacts } from './facts'
import { mainSymbol, offered } from './file-words'
import { lead } from './lead-words'
import { needPoints } from './need-words'
import { code, codes, quantity, sentence, spelled } from './phrase'
import type { Random } from './random'
import type { Reading } from './reading'
import type { Point, Recipe } from './recipe'
import type { SymbolFacts } from './symbol-facts'
import { chooseVerbs, plainLine, symbolClauses, symbolLine, type Verbs } from './symbol-words'
import { topicPoints } from './topic-words'
import { wellKnown } from './well-known'

/** What to say before a file is written, in the order in which it is to be said. */
export function writePoints(file: FileFacts, readings: Reading[], recipe: Recipe, random: Random): Point[] {
  const needs = needPoints(file, readings, recipe, random)
  const body = file.role === 'test' ? testPoints(file, recipe, random) : symbolPoints(file, recipe, random)
  const middle = recipe.needsFirst ? [...needs, ...body] : [...body, ...needs]
  const topics = topicPoints(file.topics, recipe.names * 2, random)
  return [{ weight: 10, text: lead(file, recipe, random) }, ...topics, ...middle, ...closing(file, recipe, random)]
}

function symbolPoints(file: FileFacts, recipe: Recipe, random: Random): Point[] {
  const [first, ...others] = file.symbols
  if (!first) return []
  const verbs = chooseVerbs(random)
  const introduced = file.doc || wellKnown(file.path) ? undefined : mainSymbol(offered(file))
  if (others.length === 0 && first.members.length === 0)
    return [{ weight: 7, text: aloneSentence(first, recipe, verbs, random) }]
  const rank = (symbol: SymbolFacts) => (symbol.isExported ? 0 : 1)
  const ordered = recipe.inFileOrder ? file.symbols : [...file.symbols].sort((a, b) => rank(a) - rank(b))
  const opening = random.pick([
    'What goes into it:',
    'The parts, one by one:',
    'In detail:',
    'How I would divide the work:',
  ])
  const points: Point[] = [{ weight: 8, text: opening }]
  let plain: SymbolFacts[] = []
  const flush = () => {
    if (plain.length > 0) points.push({ weight: plain[0]?.isExported ? 7 : 4, text: `- ${plainLine(plain, recipe)}` })
    plain = []
  }
  for (const symbol of ordered) {
    const weight = symbol.isExported ? 7 : 4
    const line = symbolLine(symbol, recipe, verbs, random, symbol === introduced)
    const members = recipe.members ? symbol.members : []
    const isPlain = line === undefined && members.length === 0
    if (!isPlain || plain[0]?.kind !== symbol.kind || plain[0]?.isExported !== symbol.isExported) flush()
    if (isPlain) plain.push(symbol)
    else
      points.push({ weight: weight + (members.length > 0 ? 1 : 0), text: `- ${line ?? plainLine([symbol], recipe)}` })
    points.push(...memberPoints(members, weight, recipe, verbs, random))
  }
  flush()
  return points
}

function memberPoints(members: SymbolFacts[], weight: number, recipe: Recipe, verbs: Verbs, random: Random): Point[] {
  const plain: SymbolFacts[] = []
  const points = members.flatMap((member): Point[] => {
    const line = symbolLine(member, recipe, verbs, random)
    if (line === undefined) plain.push(member)
    return line === undefined ? [] : [{ weight: weight - memberRank(member), text: `  - ${line}` }]
  })
  if (plain.length > 0)
    points.push({
      weight: weight - 1.5,
      text: `  - and ${codes(
        plain.map(({ name }) => name),
        recipe.names * 2,
      )}`,
    })
  return points
}

function memberRank(member: SymbolFacts): number {
  const isPrivate = /^[#_]/.test(member.name)
  return (member.doc ? 0 : 1) + (isPrivate ? 1 : 0) + (member.kind === 'property' ? 0.5 : 0)
}

/** The only symbol of a file was named in the lead already. */
function aloneSentence(symbol: SymbolFacts, recipe: Recipe, verbs: Verbs, random: Random): string {
  const { clauses } = symbolClauses(symbol, recipe, verbs, random)
  const said = clauses.filter((clause) => !clause.startsWith('builds on'))
  return said.length === 0
    ? ''
    : sentence(`it ${said.length > 1 ? `${said.slice(0, -1).join(', ')} and ${said.at(-1)}` : said[0]}`)
}

function testPoints(file: FileFacts, recipe: Recipe, random: Random): Point[] {
  const isCase = (symbol: SymbolFacts) => /^test/i.test(symbol.name)
  const named = file.symbols.filter(isCase).map((symbol) => code(symbol.name))
  const cases = file.titles.length > 0 ? file.titles : named
  const rest = file.symbols.filter((symbol) => !isCase(symbol)).map((symbol) => symbol.name)
  const points: Point[] = []
  if (rest.length > 0)
    points.push({
      weight: 5,
      text: sentence(
        `${random.pick(['the cases lean on', 'what they share:', 'to set the scene I need'])} ${codes(rest, recipe.names)}`,
      ),
    })
  if (cases.length === 0) return points
  if (cases.length <= 3)
    return [
      ...points,
      { weight: 8, text: sentence(`${cases.length === 1 ? 'the case' : 'the cases'}: ${cases.join('; ')}`) },
    ]
  const shown = cases.slice(0, Math.max(6, recipe.names * 2))
  const opening = random.pick([
    'The cases I want:',
    'What has to be shown:',
    `${capital(spelled(cases.length))} cases to cover:`,
  ])
  points.push({ weight: 8, text: opening })
  for (const name of shown) points.push({ weight: 6, text: `- ${name}` })
  if (cases.length > shown.length)
    points.push({ weight: 6, text: `- and ${spelled(cases.length - shown.length)} more` })
  return points
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function closing(file: FileFacts, recipe: Recipe, random: Random): Point[] {
  const points: Point[] = []
  const users = file.usedBy
  if (users.length > 0 && file.role !== 'test') {
    const own = new Set(file.symbols.map((symbol) => symbol.name))
    const names = [...new Set(users.flatMap((use) => use.names))].filter((name) => own.has(name))
    const who =
      users.length > 3
        ? `${quantity(users.length, 'file')}, ${code(users[0]?.path ?? '')} among them,`
        : codes(users.map((use) => use.path))
    const what = names.length > 0 ? codes(names, recipe.names) : 'it'
    points.push({
      weight: 4,
      text: sentence(
        random.pick([`${who} will count on ${what}, so that has to stay stable`, `later ${who} will build on ${what}`]),
      ),
    })
  }
  const names = new Set(file.symbols.map((symbol) => symbol.name))
  const inner = (symbol: SymbolFacts) => symbol.uses.filter((name) => names.has(name)).length
  const bottom = file.symbols.filter((symbol) => inner(symbol) === 0).map((symbol) => symbol.name)
  const top = file.symbols.filter((symbol) => inner(symbol) >= 2).map((symbol) => symbol.name)
  if (!recipe.relations || file.symbols.length < 4 || bottom.length === 0 || top.length === 0 || file.role === 'test')
    return points
  const order = random.pick([
    `I begin with what stands alone (${codes(bottom, 3)}) and end with what ties it together (${codes(top, 3)})`,
    `${codes(top, 3)} ${top.length === 1 ? 'ties' : 'tie'} the rest together, so the small pieces come first`,
  ])
  return [...points, { weight: 3, text: sentence(order) }]
}
