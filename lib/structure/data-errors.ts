import { parseSync } from 'oxc-parser'
import { parse as parseToml, TomlError } from 'smol-toml'
import { parseAllDocuments } from 'yaml'
import type { Diagnostic } from './diagnostic'
import type { Outline } from './outline'

type DataKind = 'invalid-json' | 'invalid-yaml' | 'invalid-toml'
type Found = { line: number; message: string }

const kinds: [RegExp, DataKind][] = [
  [/\.(?:json|jsonc|json5|webmanifest|geojson)$|(?:^|\/)\.(?:babel|eslint|swc)rc$/i, 'invalid-json'],
  [/\.ya?ml$|(?:^|\/)CITATION\.cff$/i, 'invalid-yaml'],
  [/\.toml$|(?:^|\/)Pipfile$/i, 'invalid-toml'],
]

/** JSON whose tools read comments and trailing commas too. */
const lenient =
  /\.(?:jsonc|json5)$|(?:^|\/)(?:(?:ts|js)config[^/]*\.json|\.(?:babel|eslint|swc|jshint)rc(?:\.json)?|(?:biome|deno|turbo|typedoc|devcontainer|api-extractor|language-configuration)\.json|\.(?:vscode|devcontainer)\/[^/]*\.json)$/i

/** Whether a file holds data of a format that has a parser of its own. */
export function isData(path: string): boolean {
  return kinds.some(([pattern]) => pattern.test(path))
}

/** What the parser of its format says about a file of data; nothing for other files. `outline` says where JSON breaks. */
export function dataErrors(path: string, text: string, outline: Outline | undefined): Diagnostic[] {
  const kind = kinds.find(([pattern]) => pattern.test(path))?.[1]
  if (kind === undefined) return []
  const found = read[kind](path, text.replace(/^\ufeff/, ''), outline)
  return found.map(({ line, message }) => ({ line, severity: 'error', code: kind, message }))
}

const read: Record<DataKind, (path: string, text: string, outline: Outline | undefined) => Found[]> = {
  'invalid-json': (path, text, outline) => {
    if (isJson(text) || (lenient.test(path) && isJavaScriptValue(text))) return []
    const message = text.trim() === '' ? 'An empty file is not JSON' : 'This is not valid JSON'
    return [{ line: outline?.parseErrors[0]?.startLine ?? 1, message }]
  },
  'invalid-yaml': (_path, text) =>
    parseAllDocuments(text, { logLevel: 'silent', prettyErrors: true }).flatMap((document) =>
      document.errors.map((error) => ({ line: error.linePos?.[0].line ?? 1, message: firstSentence(error.message) })),
    ),
  'invalid-toml': (_path, text) => {
    try {
      parseToml(text)
      return []
    } catch (error) {
      if (!(error instanceof TomlError)) throw error
      return [{ line: error.line, message: firstSentence(error.message.replace(/^Invalid TOML document: /, '')) }]
    }
  },
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function isJavaScriptValue(text: string): boolean {
  return text.trim() !== '' && parseSync('data.js', `(${text}\n)`).errors.length === 0
}

/** Parsers add the place and the lines around it, which a diagnostic says itself. */
function firstSentence(message: string): string {
  const [first = ''] = message.split('\n', 1)
  const plain = first.replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
