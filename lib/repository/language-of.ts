import * as linguist from 'linguist-languages'

type Language = (typeof linguist)[keyof typeof linguist]
type Found = Pick<Language, 'name' | 'type'> & {
  extensions?: readonly string[]
  filenames?: readonly string[]
  interpreters?: readonly string[]
}

/**
 * For extensions that several languages claim: the ones that public repositories mostly mean, in order. Beyond these
 * the language decides whose first (primary) extension it is.
 */
const preferred = [
  'C',
  'C++',
  'C#',
  'GLSL',
  'JavaScript',
  'TypeScript',
  'TSX',
  'Python',
  'Rust',
  'PHP',
  'Perl',
  'Ruby',
  'Lua',
  'R',
  'F#',
  'Elixir',
  'Objective-C',
  'Objective-C++',
  'MATLAB',
  'Verilog',
  'Fortran',
  'Shell',
  'SQL',
  'HTML',
  'JSON',
  'YAML',
  'Markdown',
  'Text',
  'INI',
  'Scala',
  'Scheme',
  'Common Lisp',
  'D',
  'GDScript',
  'Solidity',
  'OCaml',
  'TeX',
  'AsciiDoc',
  'XML',
  'Java Properties',
  'Roff',
  'Roff Manpage',
  'Assembly',
  'Unix Assembly',
  'M4',
  'Lex',
  'Yacc',
  'Makefile',
  'Pascal',
  'Prolog',
  'Puppet',
  'Smalltalk',
  'Starlark',
  'Lean',
  'Wolfram Language',
  'Vim Script',
  'QMake',
  'XML Property List',
  'Nushell',
  'ReScript',
  'Motoko',
  'Nginx',
  'Go Template',
  'FreeMarker',
  'Smarty',
  'BitBake',
  'Kotlin',
  'Typst',
  'jq',
  'Crystal',
  'Erlang',
]

const rank = new Map(preferred.map((name, place) => [name, place] as const).reverse())
const languages: readonly Found[] = Object.values(linguist)
const byFilename = indexBy((language) => language.filenames)
const byExtension = indexBy((language) => language.extensions?.map((extension) => extension.toLowerCase()))
const byInterpreter = indexBy((language) => language.interpreters)

/** GitHub Linguist's name for the language of a file, from its name, else from a `#!` in its first line. */
export function languageOf(path: string, firstLine = ''): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  // `license` is as good as `LICENSE`.
  return byFilename.get(name) ?? fromExtension(name) ?? fromShebang(firstLine) ?? byFilename.get(name.toUpperCase())
}

/** The longest extension that is known: `.d.ts` before `.ts`, `.html.erb` before `.erb`. */
function fromExtension(name: string): string | undefined {
  const lower = name.toLowerCase()
  for (let dot = lower.indexOf('.', 1); dot > 0; dot = lower.indexOf('.', dot + 1)) {
    const found = byExtension.get(lower.slice(dot))
    if (found) return found
  }
  return undefined
}

function fromShebang(firstLine: string): string | undefined {
  const command = /^#!\s*(?:\S*\/env(?:\s+-\S+|\s+\w+=\S+)*\s+)?(\S+)/.exec(firstLine)?.[1]
  const program = command?.slice(command.lastIndexOf('/') + 1)
  return program ? (byInterpreter.get(program) ?? byInterpreter.get(program.replace(/[\d.]+$/, ''))) : undefined
}

function indexBy(keysOf: (language: Found) => readonly string[] | undefined): Map<string, string> {
  const best = new Map<string, Found>()
  for (const language of languages) {
    for (const key of keysOf(language) ?? []) {
      const known = best.get(key)
      if (!known || isBetter(language, known, key)) best.set(key, language)
    }
  }
  return new Map([...best].map(([key, language]) => [key, language.name]))
}

function isBetter(language: Found, known: Found, key: string): boolean {
  const places = [language, known].map((each) => rank.get(each.name) ?? preferred.length)
  if (places[0] !== places[1]) return (places[0] ?? 0) < (places[1] ?? 0)
  return language.extensions?.[0] === key && known.extensions?.[0] !== key
}
