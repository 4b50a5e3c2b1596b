import { docWords } from './doc-words'
import type { FileFacts } from './facts'
import { nameWords } from './name-words'
import { code, codes, plural, quantity } from './phrase'
import type { Random } from './random'
import type { SymbolFacts } from './symbol-facts'
import { type Detail, kindWord, purposeOf } from './symbol-words'
import { wellKnown } from './well-known'

/** The file's name without folders and endings, in words. */
export function titleOf(path: string): string {
  const parts = path.split('/')
  const base = parts.at(-1) ?? path
  const stem = base.replace(/(?<=.)\.[a-z]\w*$/i, '').replace(/(?<=.)\.(?:test|spec|test-d|d|config|common|min)$/, '')
  const isVague = /^(?:index|mod|main|__init__|lib)$/.test(stem) && parts.length > 1
  const words = nameWords(isVague ? (parts.at(-2) ?? stem) : stem).join(' ')
  return words.replace(/(\d) (?=\d)/g, '$1.') || base
}

/** What others can take from the file. */
export function offered(file: FileFacts): SymbolFacts[] {
  return file.symbols.filter((symbol) => symbol.isExported)
}

/** What a test is about: the names it takes from the files it tests, else the files. */
export function tested(file: FileFacts): string[] {
  const names = file.needs
    .flatMap((need) => need.taken.map(({ name }) => name))
    .filter((name) => name !== '*' && name !== 'default')
  return [...new Set(names.length > 0 ? names : file.needs.map((need) => need.path))]
}

/** What a file is for: a noun phrase to stand after a colon, or a clause whose subject is the file. */
export type FilePurpose = { text: string; isClause: boolean }

/** It never takes more than a few words of the file itself, since it is seen before any thought about it. */
export function filePurpose(file: FileFacts, detail: Detail, random: Random): FilePurpose {
  const known = wellKnown(file.path)
  const doc = file.doc && detail.docWords > 0 ? docWords(file.doc, detail.docWords) : undefined
  if (known && (!doc || file.symbols.length === 0)) return noun(`${known.noun}, to ${known.purpose}`)
  if (doc) return doc.isAct ? clause(`is there to ${doc.text}`) : noun(doc.text)
  if (file.role === 'test') return testPurpose(file, random)
  if (file.symbols.length > 0) return sourcePurpose(file, detail, random)
  return plainPurpose(file)
}

/** "It holds …", "`path`: the class …" as a sentence without its full stop. */
export function purposeSentence(subject: string, purpose: FilePurpose): string {
  return purpose.isClause ? `${subject} ${purpose.text}` : `${subject}: ${purpose.text}`
}

const noun = (text: string): FilePurpose => ({ text, isClause: false })
const clause = (text: string): FilePurpose => ({ text, isClause: true })

function sourcePurpose(file: FileFacts, detail: Detail, random: Random): FilePurpose {
  const symbols = offered(file)
  if (symbols.length === 0) return internalPurpose(file, random)
  const main = mainSymbol(symbols)
  if (main) {
    const purpose = purposeOf(main, detail, random)
    const others = symbols.length > 1 ? ' and what belongs to it' : ''
    const named = `the ${kindWord(main.kind)} ${code(main.name)}${others}`
    if (!purpose) return clause(`${random.pick(['holds', 'defines', 'provides'])} ${named}`)
    return noun(purpose.isAct ? `${named}, to ${purpose.text}` : `${named} (${purpose.text})`)
  }
  const kinds = [...new Set(symbols.map((symbol) => kindWord(symbol.kind)))]
  const names = codes(
    symbols.map((symbol) => symbol.name),
    5,
  )
  if (kinds.length === 1) return noun(`the ${plural(kinds[0] ?? 'name')} ${names}`)
  return clause(`${random.pick(['holds', 'defines', 'provides', 'offers'])} ${names}`)
}

/** The one symbol that a file is about: its only class or function, or its only symbol. */
export function mainSymbol(symbols: SymbolFacts[]): SymbolFacts | undefined {
  if (symbols.length === 1) return symbols[0]
  const classes = symbols.filter((symbol) => symbol.kind === 'class')
  if (classes.length === 1 && symbols.every((symbol) => symbol.kind !== 'function')) return classes[0]
  const functions = symbols.filter((symbol) => symbol.kind === 'function')
  return functions.length === 1 && classes.length === 0 ? functions[0] : undefined
}

function internalPurpose(file: FileFacts, random: Random): FilePurpose {
  const names = codes(
    file.symbols.map((symbol) => symbol.name),
    3,
  )
  if (isUsed(file)) return clause(`gives others what is built around ${names}`)
  return clause(random.pick([`does its own work, around ${names}`, `runs by itself and is built around ${names}`]))
}

/** Whether anything but a test imports it. */
export function isUsed(file: FileFacts): boolean {
  return file.usedBy.some((use) => !use.isTest)
}

function testPurpose(file: FileFacts, random: Random): FilePurpose {
  const subjects = tested(file)
  const isMaterial = file.symbols.length === 0 && subjects.length === 0 && file.titles.length === 0
  if (isMaterial) return noun(`material for the tests (${titleOf(file.path)})`)
  const about = subjects.length > 0 ? codes(subjects, 3) : titleOf(file.path)
  return random.pick([
    noun(`tests of ${about}`),
    clause(`pins down how ${about} ${subjects.length === 1 ? 'behaves' : 'behave'}`),
    clause(`checks ${about}`),
  ])
}

function plainPurpose(file: FileFacts): FilePurpose {
  if (file.bytes === 0) return noun('an empty file that only has to exist')
  const sections = file.topics.find((topic) => topic.noun === 'section')?.names.length ?? 0
  const paths = file.needs.map((need) => need.path)
  const title = titleOf(file.path)
  if (isFrontDoor(file)) return clause(`gathers ${codes(paths, 4)} under one roof`)
  const form = formOf(file)
  if (form === 'a page') return noun(`a page on ${title}${sections > 1 ? `, in ${quantity(sections, 'section')}` : ''}`)
  if (form) return noun(`${form} (${title})`)
  if (paths.length > 0) return clause(`puts ${codes(paths, 3)} to work`)
  return noun(`${title}${file.language ? `, in ${file.language}` : ''}`)
}

const forms: [RegExp, string][] = [
  [/\.(?:md|mdx|markdown|rst|adoc|txt)$/i, 'a page'],
  [/\.(?:html?|jinja2?|j2|ejs|hbs|njk|twig|erb|pug|tmpl)$/i, 'a template'],
  [/\.(?:css|scss|sass|less)$/i, 'a style sheet'],
  [/\.svg$/i, 'a drawing'],
  [/\.sql$/i, 'a set of database statements'],
  [/\.(?:csv|tsv|jsonl)$/i, 'a table of data'],
  [/\.(?:jsonc?|json5|ya?ml|toml|ini|xml)$/i, 'structured data'],
  [/\.(?:sh|bash|zsh|ps1|bat|cmd)$/i, 'a script'],
]

/** What kind of text a file is, by its ending. */
export function formOf(file: FileFacts): string | undefined {
  return (
    forms.find(([pattern]) => pattern.test(file.path))?.[1] ?? (file.role === 'configuration' ? 'settings' : undefined)
  )
}

/** A file that only passes on what others offer. */
export function isFrontDoor(file: FileFacts): boolean {
  return (
    file.symbols.length === 0 && file.needs.length > 0 && file.needs.every((need) => need.kinds.includes('re-export'))
  )
}
