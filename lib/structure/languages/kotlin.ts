import type { Import, Outline } from '@/lib/structure/outline'
import type { Match, Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { belowAnnotations } from './jvm/annotations'
import { docLines, marks } from './jvm/doc-lines'
import { namesUsed } from './jvm/names-used'
import { referencesOf } from './jvm/references'
import { hideMembers, isClosed, tidy } from './jvm/signature'
import { namesBound } from './kotlin/names-bound'
import { withMissed } from './kotlin/recover'

const declared = [
  '(class_declaration name: (identifier) @name (enum_class_body) @body) @enum',
  '(class_declaration "interface" name: (identifier) @name (class_body)? @body) @interface',
  '(class_declaration "class" name: (identifier) @name (class_body)? @body) @class',
  '(object_declaration name: (identifier) @name (class_body)? @body) @class',
  '(function_declaration name: (_) @name (function_body)? @body) @function',
  '(property_declaration (variable_declaration . (_) @name) @value) @property',
  '(type_alias type: (identifier) @name) @type',
]
const members = [
  ...declared,
  '(companion_object name: (identifier) @name (class_body)? @body) @class',
  '(companion_object "object" @name (class_body)? @body) @class',
  '(secondary_constructor "constructor" @name (block)? @body) @method',
]
const within = (around: string, patterns: readonly string[]) => patterns.map((each) => `(${around} ${each})`).join('\n')

/** Kotlin, its scripts too. Members of a type are its properties, functions, constructors, entries and types. */
export const kotlin = treeSitterLanguage({
  name: 'kotlin',
  version: 3,
  extensions: ['.kt', '.kts'],
  wasm: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  depth: 4,
  query: `
    (package_header (qualified_identifier) @package)
    (import) @import
    ${within('source_file', [...declared, '(line_comment) @comment', '(block_comment) @comment'])}
    ${within('ERROR', declared)}
    ${within('class_body', members)}
    ${within('enum_class_body', [...members, '(enum_entry (identifier) @name (class_body)? @body) @constant'])}
    (class_declaration (primary_constructor (class_parameters
      (class_parameter ["val" "var"] . (_) @name) @property)))
  `,
  imports: (node) => [importAt(node)],
  start: belowAnnotations,
  isClosed,
  isExported: ({ signature }) => !/^(?:[a-z]+\s+)*(?:private|internal)\b/.test(signature),
  refine,
  commentLines: docLines,
  marks,
  finish,
  resolver: async (project) => (await import('./jvm/resolver')).jvmResolver(project, { seesFunctions: true }),
})

function importAt(node: Node): Omit<Import, 'line'> {
  const path = node.text
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .replace(/^import\s+/, '')
    .replace(/\s+as\s[\s\S]*$/, '')
  const specifier = path.replace(/[\s`;]/g, '')
  return { specifier, kind: 'import', names: specifier.split('.').slice(-1) }
}

function refine(found: Declared, { value }: Match): Declared {
  const name = found.name.replaceAll('`', '')
  if (name === 'object') return tidy({ ...found, name: 'Companion' })
  if (found.kind !== 'property') return tidy({ ...found, name })
  return tidy({
    ...found,
    name,
    kind: /\bconst\b/.test(found.signature) ? 'constant' : 'property',
    signature: shortened(found, value),
  })
}

/** A property with its value or delegate where that fits the line; without accessors. */
function shortened({ node, start = node, signature }: Declared, declarator: Node | undefined): string {
  if (!declarator) return signature
  const length = declarator.endIndex - start.startIndex
  const value = /^\s*(?:=|by\b)[^\n]*$/.exec(signature.slice(length))
  return value ? signature : signature.slice(0, length)
}

/** What stands at the top of a file is a function, a variable or a constant of its package; what is in a type, its member. */
function finish(outline: Outline, _root: Node, text: string, matches: readonly Match[]): Outline {
  const symbols = withMissed(hideMembers(outline.symbols), text).map((symbol) => {
    if (symbol.kind === 'function' && symbol.parent !== null) return { ...symbol, kind: 'method' as const }
    if (symbol.kind === 'property' && symbol.parent === null) return { ...symbol, kind: 'variable' as const }
    return symbol
  })
  const start = Math.max(0, ...matches.map(({ import: imported, package: own }) => (imported ?? own)?.endIndex ?? 0))
  const aliases = new Map(
    [...text.slice(0, start).matchAll(/^\s*import\s+[\w.`]*?(\w+)`?\s+as\s+(\w+)/gm)].map(
      ([, name = '', alias = '']) => [name, alias],
    ),
  )
  const named = outline.imports.map((each) => ({ ...each, names: each.names.map((name) => aliases.get(name) ?? name) }))
  const used = namesUsed(text, start).heads.keys()
  const references = referencesOf({ ...outline, symbols, imports: named }, used, namesBound(text, start))
  const facades = [...text.slice(0, start).matchAll(/@file:\s*(?:kotlin\.jvm\.)?JvmName\s*\(\s*"(\w+)"/g)]
  const exports = facades.map(([, name = '']) => ({ name, line: 1, from: null }))
  return { ...outline, symbols, references, exports }
}
