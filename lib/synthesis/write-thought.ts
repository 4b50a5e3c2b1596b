import { docWords } from './doc-words'
import type { FileFacts, Need } from './facts'
import { offered, tested, titleOf } from './file-words'
import { article, code, codes, enumerate, plural, quantity, sentence } from './phrase'
import type { Random } from './random'
import type { Reading } from './reading'
import type { SymbolFacts } from './symbol-facts'
import { type Detail, kindWord, purposeOf, symbolLine, takenWords } from './symbol-words'
import { wellKnown } from './well-known'

/** A piece of a thought. When room is short, the least weight goes first. */
export type Point = { weight: number; text: string }

export type Recipe = Detail & {
  /** Characters that a thought may have, as a share of the size of its file. */
  share: number
  /** Symbols in the order of the file instead of what is offered first. */
  inFileOrder: boolean
  /** Dependencies before the symbols, or after. */
  needsFirst: boolean
}

/** What to say before a file is written, in the order in which it is to be said. */
export function writePoints(file: FileFacts, readings: Reading[], recipe: Recipe, random: Random): Point[] {
  const needs = needPoints(file, readings, recipe, random)
  const body = file.role === 'test' ? testPoints(file, recipe, random) : symbolPoints(file, recipe, random)
  const middle = recipe.needsFirst ? [...needs, ...body] : [...body, ...needs]
  const points = [
    lead(file, recipe, random),
    ...middle,
    ...topicPoints(file, recipe, random),
    ...closing(file, recipe, random),
  ]
  return points.filter((point) => point.text !== '')
}

function lead(file: FileFacts, recipe: Recipe, random: Random): Point {
  const known = wellKnown(file.path)
  const doc = file.doc && recipe.docWords > 0 ? docWords(file.doc, recipe.docWords) : undefined
  const here = random.pick([code(file.path), 'this file', 'the file'])
  if (file.bytes === 0)
    return {
      weight: 10,
      text: sentence(`${code(file.path)} stays empty: ${known ? `it is ${known.noun}` : 'it only has to be there'}`),
    }
  if (doc)
    return {
      weight: 10,
      text: sentence(
        doc.isAct
          ? random.pick([`${here} is there to ${doc.text}`, `the job of ${here} is to ${doc.text}`])
          : random.pick([`${here} covers this: ${doc.text}`, `what ${here} is about: ${doc.text}`]),
      ),
    }
  if (known && file.symbols.length === 0)
    return {
      weight: 10,
      text: sentence(
        random.pick([
          `${here} is ${known.noun}: it has to ${known.purpose}`,
          `this is ${known.noun}, and its task is to ${known.purpose}`,
        ]),
      ),
    }
  if (file.role === 'test') return { weight: 10, text: sentence(testLead(file, random)) }
  return { weight: 10, text: sentence(sourceLead(file, recipe, random, here)) }
}

function testLead(file: FileFacts, random: Random): string {
  const subjects = tested(file)
  if (subjects.length === 0) return `this file serves the tests: ${titleOf(file.path)}`
  const about = codes(subjects, 4)
  return random.pick([
    `these tests have to pin down ${about}`,
    `here ${about} ${subjects.length === 1 ? 'is' : 'are'} put to the test`,
    `time to check that ${about} ${subjects.length === 1 ? 'does' : 'do'} what was planned`,
  ])
}

function sourceLead(file: FileFacts, recipe: Recipe, random: Random, here: string): string {
  const symbols = offered(file)
  const [first] = symbols
  if (!first) return scriptLead(file, random, here)
  if (symbols.length === 1) return singleLead(first, recipe, random, here)
  const kinds = [...new Set(symbols.map((symbol) => symbol.kind))]
  const names = codes(
    symbols.map((symbol) => symbol.name),
    recipe.names,
  )
  if (kinds.every((kind) => kind === 'type' || kind === 'interface'))
    return random.pick([
      `${here} only describes shapes, nothing in it runs: ${names}`,
      `these are types alone: ${names}`,
    ])
  const counted =
    kinds.length === 1 ? quantity(symbols.length, kindWord(kinds[0] ?? null)) : quantity(symbols.length, 'piece')
  return random.pick([
    `${here} offers ${counted}: ${names}`,
    `${counted} belong in ${here}: ${names}`,
    `I need ${counted} here: ${names}`,
  ])
}

function singleLead(symbol: SymbolFacts, recipe: Recipe, random: Random, here: string): string {
  const kind = kindWord(symbol.kind)
  const named = `${article(kind)}, ${code(symbol.name)}`
  const base = symbol.bases.length > 0 ? `, on top of ${codes(symbol.bases, 3)}` : ''
  const purpose = purposeOf(symbol, recipe, random)
  const why = purpose ? (purpose.isAct ? `. It has to ${purpose.text}` : `: ${purpose.text}`) : ''
  return random.pick([
    `everything in ${here} serves one ${kind}, ${code(symbol.name)}${base}${why}`,
    `${here} is the home of ${named}${base}${why}`,
    `one ${kind} is what others will want from ${here}: ${code(symbol.name)}${base}${purpose?.isAct ? why : ''}`,
  ])
}

function scriptLead(file: FileFacts, random: Random, here: string): string {
  const isGathering = file.needs.length > 0 && file.needs.every((need) => need.kinds.includes('re-export'))
  if (isGathering)
    return random.pick([
      `${here} is a front door: it only passes on what other files offer`,
      `nothing new is made in ${here}, it gathers what exists`,
    ])
  if (file.needs.length > 0)
    return `${here} declares nothing for others; it puts ${file.needs.length === 1 ? 'one other file' : 'other files'} to work`
  const kind =
    file.role === 'documentation'
      ? 'page'
      : file.role === 'configuration'
        ? 'piece of configuration'
        : file.language
          ? `${file.language} file`
          : 'text'
  return random
    .pick([
      `${here} is ${article(kind)} on ${titleOf(file.path)}`,
      `a ${kind} about ${titleOf(file.path)} is still missing, and this is it`,
    ])
    .replace(/^a (?=[aeio])/i, 'an ')
}

function symbolPoints(file: FileFacts, recipe: Recipe, random: Random): Point[] {
  const known = new Set(offered(file).map((symbol) => symbol.name))
  const ranked = recipe.inFileOrder
    ? file.symbols
    : [...file.symbols].sort((a, b) => Number(known.has(b.name)) - Number(known.has(a.name)))
  const points: Point[] = []
  for (const symbol of ranked) {
    const weight = known.has(symbol.name) ? 7 : 4
    const members = recipe.members ? symbol.members : []
    points.push({ weight: weight + (members.length > 0 ? 1 : 0), text: `- ${symbolLine(symbol, recipe, random)}` })
    for (const member of members)
      points.push({ weight: weight - (member.doc ? 0 : 1), text: `  - ${symbolLine(member, recipe, random)}` })
  }
  const isOne = points.length === 1 && offered(file).length === 1
  if (points.length === 0) return []
  if (isOne) return [{ weight: 7, text: sentence(points[0]?.text.slice(2) ?? '') }]
  const opening = random.pick([
    'What goes into it:',
    'The parts, one by one:',
    'In detail:',
    'How I would divide the work:',
  ])
  return [{ weight: 8, text: opening }, ...points]
}

function testPoints(file: FileFacts, recipe: Recipe, random: Random): Point[] {
  const cases =
    file.titles.length > 0
      ? file.titles
      : file.symbols.filter((symbol) => /^test/i.test(symbol.name)).map((symbol) => symbol.name)
  const rest = file.symbols.filter((symbol) => !/^test/i.test(symbol.name))
  const points: Point[] = []
  if (cases.length > 0) {
    const isNamed = file.titles.length === 0
    const shown = cases.slice(0, Math.max(4, recipe.names * 2))
    points.push({
      weight: 8,
      text: random.pick([
        `${sentence(quantity(cases.length, 'case')).slice(0, -1)} to cover:`,
        'The cases I want:',
        'What has to be shown:',
      ]),
    })
    for (const name of shown) points.push({ weight: 6, text: `- ${isNamed ? code(name) : name}` })
    if (cases.length > shown.length)
      points.push({ weight: 5, text: `- and ${quantity(cases.length - shown.length, 'case')} more of the same kind` })
  }
  if (rest.length > 0)
    points.push({
      weight: 5,
      text: sentence(
        `${random.pick(['around them', 'to set the scene', 'besides the cases'])} I need ${codes(
          rest.map((symbol) => symbol.name),
          recipe.names,
        )}`,
      ),
    })
  return points
}

function needPoints(file: FileFacts, readings: Reading[], recipe: Recipe, random: Random): Point[] {
  const seen = new Map(readings.map((reading) => [reading.path, reading]))
  const points = file.needs
    .filter((need) => need.isWritten)
    .map((need) => ({
      weight: seen.has(need.path) ? 6 : 5,
      text: sentence(needWords(need, seen.get(need.path), recipe, random)),
    }))
  const later = file.needs.filter((need) => !need.isWritten)
  if (later.length > 0)
    points.push({
      weight: 5,
      text: sentence(
        `${codes(
          later.map((need) => need.path),
          4,
        )} ${later.length === 1 ? 'comes' : 'come'} later, since the files use each other; for now I only count on ${
          codes(
            later.flatMap((need) => need.taken.map(({ name }) => name)).filter((name) => name !== '*'),
            recipe.names,
          ) || 'it being there'
        }`,
      ),
    })
  if (file.packages.length > 0)
    points.push({
      weight: 5,
      text: sentence(
        `${random.pick(['from outside the repository I use', 'what comes from outside:', 'the packages for this are'])} ${codes(file.packages, recipe.names)}`,
      ),
    })
  return points
}

function needWords(need: Need, reading: Reading | undefined, recipe: Recipe, random: Random): string {
  const taken = need.taken.slice(0, recipe.names).map((name) => takenWords(name, recipe, random))
  const more = need.taken.length > taken.length ? ` and ${quantity(need.taken.length - taken.length, 'more name')}` : ''
  const path = code(need.path)
  if (taken.length === 0) return `${path} only has to be loaded, for its effects`
  const names = `${enumerate(taken)}${more}`
  if (need.kinds.every((kind) => kind === 're-export')) return `${path} passes on ${names}`
  if (need.kinds.every((kind) => kind === 'type-import'))
    return random.pick([`for the types I go to ${path}: ${names}`, `${path} gives me ${names}, as types only`])
  return reading
    ? random.pick([
        `from ${path} I take ${names}`,
        `${path}, as I have just read, gives me ${names}`,
        `${path} has what I need: ${names}`,
      ])
    : random.pick([`from ${path} I take ${names}`, `${path} already offers ${names}`])
}

function topicPoints(file: FileFacts, recipe: Recipe, random: Random): Point[] {
  return file.topics.flatMap((topic, index) => {
    if (topic.names.length === 0) return []
    const shown = topic.names.slice(0, recipe.names * 2)
    const many = topic.names.length === 1 ? topic.noun : pluralOf(topic.noun)
    const more = topic.names.length > shown.length ? ', and more' : ''
    const isText = topic.noun === 'section'
    const names = isText ? shown.map((name) => `"${name}"`).join(', ') : shown.map(code).join(', ')
    const text = isText
      ? random.pick([
          `I would lead through it in this order: ${names}${more}`,
          `its ${many}, in order: ${names}${more}`,
        ])
      : random.pick([`the ${many} it needs: ${names}${more}`, `it comes down to the ${many} ${names}${more}`])
    return [{ weight: 7 - Math.min(3, index), text: sentence(text) }]
  })
}

function pluralOf(noun: string): string {
  const [head = '', ...rest] = noun.split(' ')
  return noun.startsWith('entry under')
    ? ['entries', ...rest].join(' ')
    : noun.includes(' ')
      ? `${head} ${plural(rest.join(' '))}`
      : plural(noun)
}

function closing(file: FileFacts, recipe: Recipe, random: Random): Point[] {
  const points: Point[] = []
  const users = file.usedBy
  if (users.length > 0 && file.role !== 'test') {
    const names = [...new Set(users.flatMap((use) => use.names))].filter((name) => name !== '*' && name !== 'default')
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
  const bottom = file.symbols.filter((symbol) => symbol.uses.length === 0)
  const top = file.symbols.filter(
    (symbol) => symbol.uses.filter((name) => file.symbols.some((other) => other.name === name)).length >= 2,
  )
  if (recipe.relations && file.symbols.length >= 4 && bottom.length > 0 && top.length > 0 && file.role !== 'test')
    points.push({
      weight: 3,
      text: sentence(
        random.pick([
          `I begin with what stands alone (${codes(
            bottom.map(({ name }) => name),
            3,
          )}) and end with what ties it together (${codes(
            top.map(({ name }) => name),
            3,
          )})`,
          `${codes(
            top.map(({ name }) => name),
            3,
          )} ${top.length === 1 ? 'ties' : 'tie'} the rest together, so the small pieces come first`,
        ]),
      ),
    })
  return points
}
