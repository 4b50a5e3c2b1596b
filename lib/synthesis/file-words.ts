import { fileRole } from '@/lib/structure/file-role'
import { docWords } from './doc-words'
import type { FileFacts } from './facts'
import { nameWords } from './name-words'
import { code, codes, enumerate, plural, quantity } from './phrase'
import type { SymbolFacts } from './symbol-facts'
import { type Detail, likelyPurposeOf, wordOf } from './symbol-words'
import { testCases } from './test-cases'
import type { Voice } from './voice'
import { type WellKnown, wellKnown } from './well-known'

/** The file's name without folders and endings, in words. */
export function titleOf(path: string): string {
  const parts = path.split('/')
  const base = parts.at(-1) ?? path
  const stem = base
    .replace(/(?<=.)\.[a-z]\w*$/i, '')
    .replace(/^(?:test|spec)[-_](?=\w)|(?<=\w)[-_](?:test|spec)s?$|(?<=[a-z0-9])(?:Tests?|Spec)$/g, '')
    .replace(/(?<=.)\.(?:test|spec|test-d|d|config|common|min)$/, '')
  const isVague = /^(?:index|mod|main|__init__|lib)$/.test(stem) && parts.length > 1
  const words = nameWords(isVague ? (parts.at(-2) ?? stem) : stem).join(' ')
  return (
    words
      .replace(/(\d) (?=\d)/g, '$1.')
      .replace(/\b(\w+) (?=\1\b)/g, '')
      .replace(/^tests? (?=\w)/, '') || base
  )
}

/** What others can take from the file. */
export function offered(file: FileFacts): SymbolFacts[] {
  return file.symbols.filter((symbol) => symbol.isExported)
}

/** What a test is about: the names it takes from the files it tests, else the files. */
export function tested(file: FileFacts): string[] {
  const subjects = file.needs.filter((need) => fileRole(need.path) !== 'test')
  const names = subjects
    .flatMap((need) => need.taken.map(({ name }) => name))
    .filter((name) => name !== '*' && name !== 'default')
  return [...new Set(names.length > 0 ? names : subjects.map((need) => need.path))]
}

/** Whether it holds tests, and is not only there for them. */
export function isTest(file: FileFacts): boolean {
  return file.role === 'test' && testCases(file).length > 0
}

/** What a file is by its name alone; code that says more of itself is left to speak. */
export function knownForm(file: FileFacts): WellKnown | undefined {
  const known = wellKnown(file.path)
  return known && (file.symbols.length === 0 || file.role === 'configuration') ? known : undefined
}

/** What a file is for: a noun phrase to stand after a colon, or a clause whose subject is the file. */
export type FilePurpose = { text: string; isClause: boolean }

/** It never takes more than a few words of the file itself, since it is seen before any thought about it. */
export function filePurpose(file: FileFacts, detail: Detail, voice: Voice): FilePurpose {
  const known = knownForm(file)
  const doc = file.doc && detail.docWords > 0 ? docWords(file.doc, detail.docWords) : undefined
  if (known) return noun(`${known.noun}, to ${known.purpose}`)
  if (file.bytes === 0) return noun('an empty file that only has to exist')
  if (doc && !isProse(file)) return doc.isAct ? clause(`is there to ${doc.text}`) : noun(doc.text)
  if (file.role === 'test') return testPurpose(file, voice)
  if (file.symbols.length > 0) return sourcePurpose(file, detail, voice)
  return plainPurpose(file)
}

/** "It holds …", "`path`: the class …" as a sentence without its full stop. */
export function purposeSentence(subject: string, purpose: FilePurpose): string {
  return purpose.isClause ? `${subject} ${purpose.text}` : `${subject}: ${purpose.text}`
}

const noun = (text: string): FilePurpose => ({ text, isClause: false })
const clause = (text: string): FilePurpose => ({ text, isClause: true })

function sourcePurpose(file: FileFacts, detail: Detail, voice: Voice): FilePurpose {
  const symbols = offered(file)
  if (symbols.length === 0) return internalPurpose(file, voice)
  const main = mainSymbol(symbols)
  const holds = voice.inTurn(['holds', 'defines', 'provides', 'offers'])
  if (main) {
    const purpose = likelyPurposeOf(main, detail, voice)
    const others = symbols.length > 1 ? ' and what belongs to it' : ''
    const named = `the ${wordOf(main)} ${code(main.name)}${others}`
    if (!purpose) return clause(`${holds} ${named}`)
    return noun(purpose.isAct ? `${named}, to ${purpose.text}` : `${named} (${purpose.text})`)
  }
  const kinds = [...new Set(symbols.map(wordOf))]
  const names = codes(
    symbols.map((symbol) => symbol.name),
    5,
  )
  if (kinds.length === 1) return noun(`the ${plural(kinds[0] ?? 'name')} ${names}`)
  return clause(`${holds} ${names}`)
}

const typeKinds = new Set(['class', 'struct', 'interface', 'trait', 'enum'])

/** The one symbol that a file is about: its only class or function, the one named as the file, or its only symbol. */
export function mainSymbol(symbols: SymbolFacts[]): SymbolFacts | undefined {
  if (symbols.length === 1) return symbols[0]
  const types = symbols.filter((symbol) => typeKinds.has(symbol.kind))
  if (types.length === 1 && symbols.every((symbol) => symbol.kind !== 'function')) return types[0]
  const functions = symbols.filter((symbol) => symbol.kind === 'function')
  return functions.length === 1 && types.length === 0 ? functions[0] : undefined
}

function internalPurpose(file: FileFacts, voice: Voice): FilePurpose {
  const names = codes(
    file.symbols.map((symbol) => symbol.name),
    3,
  )
  if (isUsed(file)) return clause(`gives others what is built around ${names}`)
  return clause(voice.inTurn([`does its own work, around ${names}`, `runs by itself and is built around ${names}`]))
}

/** Whether anything but a test imports it. */
export function isUsed(file: FileFacts): boolean {
  return file.usedBy.some((use) => !use.isTest)
}

function testPurpose(file: FileFacts, voice: Voice): FilePurpose {
  const subjects = tested(file)
  const title = titleOf(file.path)
  if (!isTest(file)) {
    const names = file.symbols.map((symbol) => code(symbol.name)).slice(0, 3)
    return noun(
      names.length > 0 ? `something that the tests share (${enumerate(names)})` : `a part of the tests (${title})`,
    )
  }
  const about = subjects.length > 0 ? codes(subjects, 3) : title
  const isOne = subjects.length < 2
  return voice.inTurn([
    noun(`tests of ${about}`),
    clause(`pins down how ${about} ${isOne ? 'behaves' : 'behave'}`),
    clause(`checks ${about}`),
    clause(`puts ${about} to the test`),
  ])
}

function plainPurpose(file: FileFacts): FilePurpose {
  const paths = file.needs.map((need) => need.path)
  const title = titleOf(file.path)
  if (isFrontDoor(file)) return clause(`gathers ${codes(paths, 4)} under one roof`)
  const form = formOf(file)
  const [topic] = file.topics
  if (form === 'a page') {
    const sections = file.topics.find(({ noun: kind }) => kind === 'section')?.names.length ?? 0
    if (/^v?\d+(?:\.\d+)+\S*$/.test(title)) return noun(`the notes on version ${title}`)
    return noun(`a page ${subjectOf(file)}${sections > 1 ? `, in ${quantity(sections, 'section')}` : ''}`)
  }
  if (form && topic?.noun === 'section') return noun(`${form} ${subjectOf(file)}`)
  if (form && topic && topic.names.length > 0) {
    const names = codes(topic.names, 4)
    if (form === 'settings' && topic.noun === 'setting') return noun(`settings (${names})`)
    return noun(`${form} with the ${topic.names.length === 1 ? topic.noun : plural(topic.noun)} ${names}`)
  }
  if (form) return noun(`${form} (${title})`)
  if (paths.length > 0) return clause(`puts ${codes(paths, 3)} to work`)
  return noun(file.language ? `${title}, in ${file.language}` : title)
}

const forms: [RegExp, string][] = [
  [/\.(?:md|mdx|markdown|rst|adoc|rdoc|txt)$/i, 'a page'],
  [/\.(?:html?|jinja2?|j2|ejs|hbs|njk|twig|erb|pug|tmpl)$/i, 'a template'],
  [/\.(?:css|scss|sass|less)$/i, 'a style sheet'],
  [/\.svg$/i, 'a drawing'],
  [/\.sql$/i, 'a database script'],
  [/\.(?:csv|tsv|jsonl)$/i, 'a table of data'],
  [/\.(?:jsonc?|json5|ya?ml|toml|ini|xml)$/i, 'structured data'],
  [/\.(?:sh|bash|zsh|ps1|bat|cmd)$/i, 'a script'],
]

/** What kind of text a file is, by its ending. */
export function formOf(file: FileFacts): string | undefined {
  if (file.role === 'configuration' && !isProse(file)) return 'settings'
  return forms.find(([pattern]) => pattern.test(file.path))?.[1]
}

/** Headings that any page could have. */
const general =
  /^(?:install\w*|usage|use|overview|introduction|getting started|api|examples?|summary|(?:table of )?contents|notes?|about|description)$/i

/** What a page is about: its first heading, else its name. */
export function subjectOf(file: FileFacts): string {
  const heading = file.topics.find(({ noun: kind }) => kind === 'section')?.names[0]
  const isTitle =
    heading !== undefined && !general.test(heading) && heading.split(' ').length <= 6 && !/["{}<>]/.test(heading)
  return isTitle ? `titled "${heading}"` : `on ${titleOf(file.path)}`
}

/** Text for people, whose first sentence says little of what the whole is for. */
export function isProse(file: FileFacts): boolean {
  return /\.(?:md|mdx|markdown|rst|adoc|rdoc|txt|html?)$/i.test(file.path)
}

/** A file that only passes on what others offer. */
export function isFrontDoor(file: FileFacts): boolean {
  return (
    file.symbols.length === 0 && file.needs.length > 0 && file.needs.every((need) => need.kinds.includes('re-export'))
  )
}
