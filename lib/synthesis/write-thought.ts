import { docWords } from './doc-words'
import type { FileFacts, Need } from './facts'
import { formOf, isFrontDoor, isUsed, mainSymbol, offered, tested, titleOf } from './file-words'
import { article, code, codes, quantity, sentence, spelled } from './phrase'
import type { Random } from './random'
import type { Reading } from './reading'
import type { SymbolFacts } from './symbol-facts'
import {
  chooseVerbs,
  type Detail,
  kindWord,
  plainLine,
  purposeOf,
  symbolClauses,
  symbolLine,
  takenWords,
  type Verbs,
} from './symbol-words'
import { topicPoints } from './topic-words'
import { wellKnown } from './well-known'

/** A piece of a thought: a sentence or two, or an item of a list. When room is short, the least weight goes first. */
export type Point = { weight: number; text: string }

export type Recipe = Detail & {
  /** Characters that a thought may have, as a share of the size of its file. */
  share: number
  /** Symbols in the order of the file, instead of what is offered first. */
  inFileOrder: boolean
  /** Dependencies before the symbols, or after. */
  needsFirst: boolean
}

/** What to say before a file is written, in the order in which it is to be said. */
export function writePoints(file: FileFacts, readings: Reading[], recipe: Recipe, random: Random): Point[] {
  const needs = needPoints(file, readings, recipe, random)
  const body = file.role === 'test' ? testPoints(file, recipe, random) : symbolPoints(file, recipe, random)
  const middle = recipe.needsFirst ? [...needs, ...body] : [...body, ...needs]
  const topics = topicPoints(file.topics, recipe.names * 2, random)
  return [{ weight: 10, text: lead(file, recipe, random) }, ...topics, ...middle, ...closing(file, recipe, random)]
}

function lead(file: FileFacts, recipe: Recipe, random: Random): string {
  const path = code(file.path)
  const known = wellKnown(file.path)
  const here = random.pick([path, 'this file', 'the file'])
  const doc = file.doc && recipe.docWords > 0 ? docWords(file.doc, recipe.docWords) : undefined
  if (file.bytes === 0)
    return sentence(
      known
        ? `${path} can stay empty: as ${known.noun} it only has to ${known.purpose}`
        : `${path} stays empty; all that counts is that it is there`,
    )
  if (doc?.isAct)
    return sentence(random.pick([`${here} is there to ${doc.text}`, `the job of ${here} is to ${doc.text}`]))
  if (doc)
    return sentence(random.pick([`${here} is about one thing: ${doc.text}`, `what ${here} stands for: ${doc.text}`]))
  if (known && file.symbols.length === 0)
    return sentence(
      random.pick([
        `with ${path} I add ${known.noun}, to ${known.purpose}`,
        `${path} is here to ${known.purpose}`,
        `what ${path} has to do is to ${known.purpose}`,
      ]),
    )
  if (file.role === 'test') return sentence(testLead(file, random))
  return sentence(sourceLead(file, recipe, random, here))
}

function testLead(file: FileFacts, random: Random): string {
  const subjects = tested(file)
  if (subjects.length === 0) return `${code(file.path)} serves the tests: ${titleOf(file.path)}`
  const about = codes(subjects, 4)
  const [is, does] = subjects.length === 1 ? ['is', 'does'] : ['are', 'do']
  return random.pick([
    `these tests have to pin down ${about}`,
    `here ${about} ${is} put to the test`,
    `time to show that ${about} ${does} what ${subjects.length === 1 ? 'it promises' : 'they promise'}`,
  ])
}

function sourceLead(file: FileFacts, recipe: Recipe, random: Random, here: string): string {
  const symbols = offered(file)
  const main = mainSymbol(symbols)
  if (main) return mainLead(main, recipe, random, here)
  if (symbols.length === 0) return scriptLead(file, random, here)
  const kinds = [...new Set(symbols.map((symbol) => symbol.kind))]
  const names = codes(
    symbols.map((symbol) => symbol.name),
    recipe.names,
  )
  if (kinds.every((kind) => kind === 'type' || kind === 'interface'))
    return random.pick([
      `${here} only describes shapes, nothing in it runs: ${names}`,
      `types alone, nothing that runs: ${names}`,
    ])
  const [kind] = kinds
  const counted =
    kinds.length === 1 && kind ? quantity(symbols.length, kindWord(kind)) : quantity(symbols.length, 'thing')
  return random.pick([
    `${here} offers ${counted}: ${names}`,
    `${counted} ${symbols.length === 1 ? 'belongs' : 'belong'} in ${here}: ${names}`,
    `I need ${counted} here: ${names}`,
  ])
}

function mainLead(symbol: SymbolFacts, recipe: Recipe, random: Random, here: string): string {
  const base = symbol.bases.length > 0 ? ` on top of ${codes(symbol.bases, 3)}` : ''
  const named = `${code(symbol.name)}, ${article(kindWord(symbol.kind))}${base}`
  const purpose = purposeOf(symbol, recipe, random)
  const why = purpose ? (purpose.isAct ? `. It has to ${purpose.text}` : `: ${purpose.text}`) : ''
  return random.pick([
    `everything in ${here} serves ${named}${why}`,
    `${here} is the home of ${named}${why}`,
    `what others will want from ${here} is ${named}${why}`,
  ])
}

function scriptLead(file: FileFacts, random: Random, here: string): string {
  if (isFrontDoor(file))
    return random.pick([
      `${here} is a front door: it only passes on what other files offer`,
      `nothing new is made in ${here}, it gathers what exists`,
    ])
  const title = titleOf(file.path)
  if (file.symbols.length > 0)
    return isUsed(file)
      ? random.pick([`${here} is not a list of exports: others take it as a whole`, `others load ${here} as a whole`])
      : random.pick([`nobody imports from ${here}; it does its own work`, `${here} runs by itself`])
  if (file.needs.length > 0)
    return `${here} declares nothing; it puts ${codes(
      file.needs.map((need) => need.path),
      3,
    )} to work`
  const form = formOf(file)
  if (form === 'a page') return random.pick([`${here} is a page on ${title}`, `a page on ${title} is still missing`])
  if (form) return `${here} ${/^(?:settings|structured data)$/.test(form) ? 'holds' : 'is'} ${form} (${title})`
  return file.language ? `${here} is written in ${file.language} (${title})` : `${here} is plain text (${title})`
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

function needPoints(file: FileFacts, readings: Reading[], recipe: Recipe, random: Random): Point[] {
  const seen = new Set(readings.map((reading) => reading.path))
  const written = file.needs.filter((need) => need.isWritten)
  const points = written.map((need) => ({
    weight: seen.has(need.path) ? 6 : 5,
    text: sentence(needWords(need, seen.has(need.path), recipe, random)),
  }))
  const later = file.needs.filter((need) => !need.isWritten)
  if (later.length > 0) points.push({ weight: 5, text: sentence(laterWords(later, recipe)) })
  const { packages, builtins } = file
  if (packages.length > 0)
    points.push({
      weight: 5,
      text: sentence(
        `${random.pick(['from outside the repository I use', 'what comes from outside:', packages.length === 1 ? 'the package for this is' : 'the packages for this are'])} ${codes(packages, recipe.names)}`,
      ),
    })
  if (builtins.length > 0)
    points.push({
      weight: 4,
      text: sentence(
        `${random.pick(['of the standard library it takes', 'the language itself brings'])} ${codes(builtins, recipe.names)}`,
      ),
    })
  return points
}

function laterWords(later: Need[], recipe: Recipe): string {
  const names = later
    .flatMap((need) => need.taken.map(({ name }) => name))
    .filter((name) => name !== '*' && name !== 'default')
  const trust = names.length > 0 ? codes([...new Set(names)], recipe.names) : 'their being there in the end'
  return `${codes(
    later.map((need) => need.path),
    4,
  )} ${later.length === 1 ? 'comes' : 'come'} later, since these files use each other; for now I only count on ${trust}`
}

function needWords(need: Need, isRead: boolean, recipe: Recipe, random: Random): string {
  const path = code(need.path)
  // What it is for was said before the read.
  const detail = isRead ? { ...recipe, relations: recipe.share > 1, docWords: Math.min(recipe.docWords, 7) } : recipe
  const names = takenWords(need.taken, need.offers, detail, random)
  if (names === '') return `${path} only has to be loaded, for its effects`
  if (need.kinds.every((kind) => kind === 're-export'))
    return random.pick([`${path} contributes ${names}`, `from ${path} it passes on ${names}`])
  if (need.kinds.every((kind) => kind === 'type-import'))
    return random.pick([`for types I go to ${path}: ${names}`, `${path} gives me ${names}, for typing only`])
  if (isRead)
    return random.pick([
      `from ${path} I take ${names}`,
      `${path}, as I have just read, gives me ${names}`,
      `${path} has what I need: ${names}`,
    ])
  return random.pick([`from ${path} I take ${names}`, `${path} already offers ${names}`])
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
