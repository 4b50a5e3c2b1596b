import type { FileFacts } from './facts'
import { isFrontDoor, isTest, isUsed, knownForm, mainSymbol, offered } from './file-words'
import type { Topic } from './glance'
import { article, code, codes, enumerate, plural, quantity } from './phrase'
import type { SymbolFacts } from './symbol-facts'
import { isConstructor, symbolClauses, wordOf } from './symbol-words'
import type { Voice } from './voice'

const mostWords = 25
/** A file with more names than this is not about one of them, unless that one fills it. */
const mostBesideMain = 6

/**
 * What a file offers to others, in at most 25 words: what can be made, called and filled in, never how. `most` names are
 * told of any kind; with none, kinds and numbers are all that is said.
 */
export function interfaceWords(file: FileFacts, most: number, voice: Voice): string {
  for (let names = most; names > 0; names -= 1) {
    const text = toldWith(file, names, voice)
    if (text.split(' ').length <= mostWords) return text
  }
  return countedWords(file)
}

function toldWith(file: FileFacts, most: number, voice: Voice): string {
  if (file.bytes === 0) return 'none; that the file exists is enough'
  if (isTest(file))
    return voice.inTurn(['none: it is run, not used', 'none; only the test runner opens it', 'none, being a test'])
  if (isFrontDoor(file)) return passedOn(file, most, voice)
  if (file.symbols.length === 0) return knownForm(file) ? wordsOfKnown(file, most) : wordsOfText(file, most, voice)
  const symbols = wantedFirst(file, offered(file))
  if (symbols.length === 0) return closed(file, most, voice)
  const main = (symbols.length <= mostBesideMain ? mainSymbol(symbols) : undefined) ?? dominantIn(symbols, file)
  if (main) return mainWords(main, file, most, voice) + besides(symbols.length - 1)
  if (symbols.every(isValue)) return `nothing but values: ${codes(namesOf(symbols), most)}`
  const wanted = symbols.filter(({ name }) => file.usedBy.some(({ names }) => names.includes(name)))
  return wanted.length === 0 ? grouped(symbols, most) : grouped(wanted, most) + besides(symbols.length - wanted.length)
}

function besides(others: number): string {
  return others > 0 ? `, and ${quantity(others, 'name')} besides` : ''
}

/** What can be said of any file without a name from it. */
function countedWords(file: FileFacts): string {
  const symbols = offered(file)
  if (symbols.length === 0) return 'nothing that others call'
  return enumerate(
    kindsOf(symbols).map(([word, { length }]) => quantity(length, word)),
    3,
  )
}

const namesOf = (symbols: readonly SymbolFacts[]) => symbols.map(({ name }) => name)
const isCalled = ({ kind }: SymbolFacts) => kind === 'function' || kind === 'method' || kind === 'macro'
const isValue = ({ kind }: SymbolFacts) => kind === 'constant' || kind === 'variable'

/** The symbols that more files ask for come first. */
function wantedFirst(file: FileFacts, symbols: readonly SymbolFacts[]): SymbolFacts[] {
  const users = Map.groupBy(
    file.usedBy.flatMap(({ names }) => names),
    (name) => name,
  )
  const wanted = ({ name }: SymbolFacts) => users.get(name)?.length ?? 0
  return symbols.toSorted((a, b) => wanted(b) - wanted(a))
}

/** The one type that takes up most of a file. */
function dominantIn(symbols: readonly SymbolFacts[], { lines }: FileFacts): SymbolFacts | undefined {
  return symbols.find((symbol) => symbol.members.some(isCalled) && symbol.lines * 5 > lines * 3)
}

function passedOn({ needs }: FileFacts, most: number, voice: Voice): string {
  const paths = codes(
    needs.map(({ path }) => path),
    Math.min(most, 3),
  )
  const offer = needs.length === 1 ? 'offers' : 'offer'
  return voice.inTurn([`all that ${paths} ${offer}, at one address`, `what ${paths} ${offer}, passed on`])
}

/** A file without public names: what its neighbours in the package still take from it. */
function closed(file: FileFacts, most: number, voice: Voice): string {
  const taken = new Set(file.usedBy.filter((use) => !use.isTest).flatMap(({ names }) => names))
  const names = wantedFirst(file, file.symbols).filter(({ name }) => taken.has(name))
  if (names.length > 0) return `to its neighbours alone: ${codes(namesOf(names), most)}`
  if (isUsed(file)) return 'what it does when it is loaded; its names stay inside'
  return voice.inTurn(['none: it is started, not used', 'nothing to take; it runs by itself', 'none to other files'])
}

function mainWords(symbol: SymbolFacts, file: FileFacts, most: number, voice: Voice): string {
  if (isCalled(symbol)) return callWords(symbol, most, isComponent(symbol, file), voice)
  const name = code(symbol.name)
  if (isValue(symbol)) return `${name}, a value to be read`
  const named = symbol.members.filter((member) => isOpen(member, symbol))
  const members = named.some(({ isExported }) => isExported) ? named.filter(({ isExported }) => isExported) : named
  const methods = members.filter(isCalled)
  const others = members.filter((member) => !isCalled(member))
  if (symbol.kind === 'enum')
    return members.length > 0 ? `${name}, one of ${codes(namesOf(members), most)}` : `the values of ${name}`
  if (methods.length > 0) return methodWords(symbol, namesOf(methods), most, voice)
  if (others.length > 0)
    return voice.inTurn([
      `${article(name)} holds ${codes(namesOf(others), most)}`,
      `the ${wordOf(symbol)} ${name}, with ${codes(namesOf(others), most)}`,
    ])
  if (symbol.bases.length > 0) return `${name}, to be used like ${codes(symbol.bases, 2)}`
  return `the ${wordOf(symbol)} ${name}, with nothing on it to call`
}

/** What is written as markup is given its parts, not called with arguments. */
function isComponent({ name }: SymbolFacts, { path }: FileFacts): boolean {
  return /\.[jt]sx$/.test(path) && /^(?:\p{Lu}|default$)/u.test(name)
}

function isOpen({ name }: SymbolFacts, owner: SymbolFacts): boolean {
  if (/^[#_]|^(?:operator\b|~)|`/.test(name)) return false
  return isContract(owner) || !isMaker(name, owner)
}

/** Swift has a name of its own for what others call a constructor. */
function isMaker(name: string, owner: SymbolFacts): boolean {
  return isConstructor(name, owner.name) || /^(?:de)?init$/.test(name)
}

function isContract({ kind, word }: SymbolFacts): boolean {
  return kind === 'interface' || kind === 'trait' || word === 'protocol'
}

function methodWords(symbol: SymbolFacts, methods: string[], most: number, voice: Voice): string {
  const name = code(symbol.name)
  const listed = codes(methods, most)
  if (isContract(symbol)) return `whoever is ${article(name)} answers to ${listed}`
  const made = symbol.members.find((member) => isMaker(member.name, symbol))?.takes ?? symbol.takes
  const from = made.length > 0 && made.length < 4 ? `, made from ${codes(made)},` : ''
  return voice.inTurn([
    `${name}${from} answers to ${listed}`,
    `the ${wordOf(symbol)} ${name}${from} with ${listed}`,
    `others call ${listed} on ${name}${from.replace(/,$/, '')}`,
  ])
}

function callWords(symbol: SymbolFacts, most: number, isComponent: boolean, voice: Voice): string {
  const name = symbol.name === 'default' ? 'the default export' : code(symbol.name)
  const takes = codes(symbol.takes, most)
  if (isComponent) return `the component ${name}${takes === '' ? '' : `, given ${takes}`}`
  const detail = { docWords: 0, names: most, parameters: true, relations: false, members: false }
  const clauses = symbolClauses({ ...symbol, bases: [] }, detail, voice.inTurn([0, 1, 2, 3]))
  return clauses.length > 0 ? `${name} ${enumerate(clauses)}` : `${name}, called without arguments`
}

function kindsOf(symbols: readonly SymbolFacts[]): [string, SymbolFacts[]][] {
  return [...Map.groupBy(symbols, wordOf)]
}

/** Several symbols: by kind, the most wanted kind first. */
function grouped(symbols: readonly SymbolFacts[], most: number): string {
  const groups = kindsOf(symbols).map(([word, { length }], index, all) => {
    const names = codes(namesOf(all[index]?.[1] ?? []), Math.max(1, most - index))
    return `the ${length === 1 ? word : plural(word)} ${names}`
  })
  return groups.length > 3 ? `${groups.slice(0, 2).join(', ')}, and more of other kinds` : groups.join('; ')
}

/** What the parts of a text are to those who use it, by the noun of the part. */
const texts: Record<string, (names: string, isOne: boolean) => string> = {
  target: (names, isOne) => `the ${isOne ? 'command' : 'commands'} ${names}`,
  'entry under `scripts`': (names, isOne) => `the ${isOne ? 'script' : 'scripts'} ${names}`,
  block: (names, isOne) => `the ${isOne ? 'block' : 'blocks'} ${names}, for others to fill`,
  definition: (names) => names,
  table: () => 'what it leaves in the database',
  function: (names, isOne) => `the ${isOne ? 'function' : 'functions'} ${names}`,
  type: (names, isOne) => `the ${isOne ? 'type' : 'types'} ${names}`,
  rule: (names, isOne) => `the ${isOne ? 'rule' : 'rules'} ${names}, for pages that load it`,
}

function topicWords(topics: Topic[], nouns: readonly string[], most: number): string | undefined {
  const topic = topics.find(({ noun, names }) => nouns.includes(noun) && names.length > 0)
  return topic && texts[topic.noun]?.(codes(topic.names, most), topic.names.length === 1)
}

/** A file that everybody knows: its commands where it has some, else it is read by tools and people alone. */
function wordsOfKnown(file: FileFacts, most: number): string {
  const said = topicWords(file.topics, ['entry under `scripts`', 'target'], most)
  if (said && file.role === 'configuration') return said
  if (file.role === 'documentation' || isForReaders.test(file.path)) return 'none; it is there for readers'
  return isUsed(file) ? 'what it sets, for those that load it' : 'none: only tools read it'
}

const isData = /\.(?:jsonc?|json5|ya?ml|toml|ini|xml|csv|tsv|jsonl|properties|txt|svg)$/i
const isPage = /\.(?:md|mdx|markdown|rst|adoc|rdoc|textile|tex)$/i

const isForReaders = /(?:licen[cs]e|copying|notice|authors|readme|changelog)/i
const isTemplate =
  /\.(?:html?|jinja2?|j2|ejs|hbs|njk|twig|erb|pug|tmpl|tpl|mustache|haml|hamlit|slim|erubis|liquid|ftl|cshtml)$/i
const isStyle = /\.(?:css|scss|sass|less|styl)$/i

function wordsOfText(file: FileFacts, most: number, voice: Voice): string {
  if (isPage.test(file.path) || (file.role === 'documentation' && !isData.test(file.path)))
    return voice.inTurn(['none; it is there for readers', 'for readers only', 'none: people read it, no code does'])
  const said = topicWords(file.topics, Object.keys(texts), most)
  if (said && !isData.test(file.path)) return said
  if (isTemplate.test(file.path)) return voice.inTurn(['a page to be filled and rendered', 'what a page is made from'])
  if (isStyle.test(file.path)) return 'the look of the pages that load it'
  if (file.role === 'configuration' && !isUsed(file)) return 'none: only tools read it'
  if (isData.test(file.path) || file.language === null)
    return voice.inTurn(['none; it is nothing but data', 'nothing but data, to be read as it is', 'data, and no code'])
  if (isUsed(file)) return 'what it does when it is loaded; it gives no names'
  return voice.inTurn(['none: it is started, not used', 'nothing that other files take', 'none to other files'])
}
