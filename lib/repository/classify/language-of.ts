import * as linguist from 'linguist-languages'
import { interpreterOf, withoutVersion } from '@/lib/structure/interpreter'
import { disambiguate } from './heuristics'
import { findModeline } from './modeline'

type Language = {
  name: string
  type: 'data' | 'markup' | 'programming' | 'prose'
  aliases?: readonly string[]
  extensions?: readonly string[]
  filenames?: readonly string[]
  interpreters?: readonly string[]
}

/**
 * For extensions that several languages claim and no heuristic settles: the ones that public repositories mostly mean, in
 * order. Beyond these the language decides whose first (primary) extension it is.
 */
const preferred = [
  ...['C++', 'JavaScript', 'Python', 'Rust', 'Perl', 'Ruby', 'Scala', 'Shell', 'SQL', 'PHP', 'F#', 'Objective-C'],
  ...[
    'Objective-C++',
    'Verilog',
    'Fortran',
    'GLSL',
    'Scheme',
    'Common Lisp',
    'Pascal',
    'TeX',
    'Roff',
    'AsciiDoc',
    'JSON',
  ],
  ...['JSON with Comments', 'Java Properties', 'INI', 'Nginx', 'SWIG', 'Assembly', 'Go Template', 'FreeMarker', 'jq'],
]

const rank = new Map(preferred.map((name, place) => [name, place]))
const languages: readonly Language[] = Object.values(linguist)
const types = new Map(languages.map(({ name, type }) => [name, type]))
const byFilename = indexBy(({ filenames = [] }) => filenames)
const byExtension = indexBy(({ extensions = [] }) => extensions.map((extension) => extension.toLowerCase()))
const byInterpreter = indexBy(({ interpreters = [] }) => interpreters)
const byAlias = indexBy(({ name, aliases = [] }) => [name.toLowerCase().replaceAll(' ', '-'), ...aliases])

/**
 * GitHub Linguist's name for the language of a file. The name of the file is asked first, then its extension; where
 * several languages share that, what the text says: to editors, to the shell (`#!`), and to Linguist's heuristics.
 */
export function languageOf(path: string, text = ''): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const [named] = byFilename.get(name) ?? []
  if (named) return named
  const { extension, candidates } = byLongestExtension(name)
  if (candidates.length === 1) return candidates[0]
  if (candidates.length > 1) {
    const said = [...saidBy(text)].find((language) => candidates.includes(language))
    return said ?? disambiguate(extension, text, candidates) ?? candidates[0]
  }
  // `license` is as good as `LICENSE`.
  const [loose] = byFilename.get(name.toUpperCase()) ?? []
  return saidBy(text).next().value ?? loose ?? (/^\s*<\?xml version=/.test(text) ? 'XML' : undefined)
}

/** Whether a language is for programs, markup, data or prose; undefined for a name that Linguist does not know. */
export function typeOfLanguage(name: string | undefined): Language['type'] | undefined {
  return name === undefined ? undefined : types.get(name)
}

/** The language that a person means by a name or an alias, as in `linguist-language=js`. */
export function languageNamed(name: string): string | undefined {
  return byAlias.get(name.toLowerCase())?.[0]
}

/** The longest extension that is known: `.d.ts` before `.ts`, `.html.erb` before `.erb`. */
function byLongestExtension(name: string): { extension: string; candidates: readonly string[] } {
  const lower = name.toLowerCase()
  for (let dot = lower.indexOf('.', 1); dot > 0; dot = lower.indexOf('.', dot + 1)) {
    const extension = lower.slice(dot)
    const candidates = byExtension.get(extension)
    if (candidates) return { extension, candidates }
  }
  return { extension: '', candidates: [] }
}

/** The languages that a text names itself: in a line for an editor, then in its `#!`. */
function* saidBy(text: string): Generator<string> {
  const mode = findModeline(text)
  if (mode !== undefined) yield* byAlias.get(mode) ?? []
  const program = interpreterOf(text)
  if (program) yield* byInterpreter.get(program) ?? byInterpreter.get(withoutVersion(program)) ?? []
}

/** Languages by their keys, the likeliest first. */
function indexBy(keysOf: (language: Language) => readonly string[]): Map<string, string[]> {
  const found = new Map<string, Language[]>()
  for (const language of languages) {
    for (const key of keysOf(language)) found.set(key, [...(found.get(key) ?? []), language])
  }
  return new Map([...found].map(([key, all]) => [key, sorted(all, key).map(({ name }) => name)]))
}

function sorted(all: readonly Language[], key: string): Language[] {
  const place = ({ name, extensions }: Language) =>
    rank.get(name) ?? preferred.length + (extensions?.[0]?.toLowerCase() === key ? 0 : 1)
  return all.toSorted((a, b) => place(a) - place(b))
}
