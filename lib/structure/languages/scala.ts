import type { Import, Outline, OutlineSymbol } from '@/lib/structure/outline'
import type { Match, Node } from '@/lib/structure/tree-sitter'
import { treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { belowAnnotations } from './jvm/annotations'
import { docLines } from './jvm/doc-lines'
import { namesUsed } from './jvm/names-used'
import { referencesOf } from './jvm/references'
import { hideMembers, isClosed, tidy } from './jvm/signature'
import { takenBy } from './scala/imports'
import { namesBound } from './scala/names-bound'
import { candidatesFor } from './scala/relative'

const type = 'name: (_) @name body: (_)? @body'
const declared = [
  '(comment) @comment',
  '(block_comment) @comment',
  `(class_definition ${type}) @class`,
  `(trait_definition ${type}) @trait`,
  `(object_definition ${type}) @class`,
  `(package_object ${type}) @namespace`,
  `(enum_definition ${type}) @enum`,
  '(type_definition name: (_) @name) @type',
  `(function_definition ${type}) @function`,
  '(function_declaration name: (_) @name) @function',
  '(val_definition pattern: (identifier) @name value: (_) @value) @property',
  '(val_definition pattern: (identifiers (identifier) @name) value: (_) @value) @property',
  '(val_declaration name: (_) @name) @property',
  '(var_definition pattern: (identifier) @name value: (_) @value) @property',
  '(var_definition pattern: (identifiers (identifier) @name) value: (_) @value) @property',
  '(var_declaration name: (_) @name) @property',
  `(given_definition ${type}) @property`,
  `(extension_definition body: (function_definition ${type}) @function)`,
  `(extension_definition (function_definition ${type}) @function)`,
]
const cases = [
  '(enum_case_definitions (simple_enum_case name: (_) @name) @constant)',
  '(enum_case_definitions (full_enum_case name: (_) @name) @constant)',
]
const within = (around: string, patterns: readonly string[]) => patterns.map((each) => `(${around} ${each})`).join('\n')

/** Scala 2 and 3. Members of a type are its functions, values, types and cases; objects are classes of one instance. */
export const scala = treeSitterLanguage({
  name: 'scala',
  version: 1,
  extensions: ['.scala', '.sc'],
  wasm: 'tree-sitter-scala/tree-sitter-scala.wasm',
  query: `
    (package_clause name: (package_identifier) @package body: (_)? @body)
    (import_declaration) @import
    ${within('compilation_unit', declared)}
    ${within('template_body', declared)}
    ${within('with_template_body', declared)}
    ${within('enum_body', [...declared, ...cases])}
  `,
  imports: (node) => importsAt(node),
  start: belowAnnotations,
  isClosed,
  isExported: ({ signature }) => !/^(?:[a-z]+\s+)*private\b/.test(signature),
  refine: (found, { value }) => {
    const name = found.name.replaceAll('`', '')
    const isConstant =
      found.kind === 'property' && /^(?:[a-z]+\s+)*val\b/.test(found.signature) && /^\p{Lu}/u.test(name)
    return tidy({ ...found, name, kind: isConstant ? 'constant' : found.kind }, value)
  },
  commentLines: docLines,
  isDoc: (comment) => comment.startsWith('/**'),
  finish,
  resolver: async (project) =>
    (await import('./jvm/resolver')).jvmResolver(project, { seesFunctions: true, candidates: candidatesFor }),
})

function importsAt(node: Node): Omit<Import, 'line'>[] {
  return takenBy(node.text).map(({ specifier, name }) => ({ specifier, kind: 'import', names: [name] }))
}

function finish(outline: Outline, _root: Node, text: string, matches: readonly Match[]): Outline {
  const symbols = hideMembers(outline.symbols).map(ranked)
  const clauses = matches.flatMap((match) => (match.package ? [match] : []))
  const bound = namesBound(text)
  const local = new Set(symbols.flatMap(({ name, parent }) => (parent === null ? [] : [name])))
  const aliases: string[] = []
  const valueLines = new Set<number>()
  let start = 0
  for (const { import: imported, package: clause } of matches) {
    const node = imported ?? clause
    if (node?.startPosition.column === 0) start = Math.max(start, node.endIndex)
    if (!imported) continue
    const taken = takenBy(imported.text)
    for (const { alias } of taken) aliases.push(alias)
    const head = taken[0]?.specifier.split('.')[0] ?? ''
    const isLocal = imported.startPosition.column > 0 && (bound.has(head) || local.has(head))
    if (isLocal) valueLines.add(imported.startPosition.row + 1)
  }
  const imports = outline.imports.filter(({ line }) => !valueLines.has(line))
  const claimed = new Set([...bound, ...aliases])
  const references = referencesOf({ ...outline, symbols, imports: [] }, namesUsed(text, start).heads.keys(), claimed)
  return { ...outline, symbols, references, ...packageOf(clauses, imports) }
}

/** `package a.b` and then `package c` is the package a.b.c, which sees a.b too. */
function packageOf(clauses: readonly Match[], imports: Import[]): Pick<Outline, 'package' | 'imports'> {
  const names: string[] = []
  const around: Import[] = []
  for (const { package: clause, body } of clauses) {
    if (!clause) continue
    if (names.length > 0) {
      const line = clause.startPosition.row + 1
      around.push({ specifier: `${names.join('.')}.*`, kind: 'package', names: ['*'], line })
    }
    names.push(clause.text.replace(/[\s`]/g, ''))
    if (body) break
  }
  return { package: names.length > 0 ? names.join('.') : null, imports: [...around, ...imports] }
}

/** What stands at the top of a file is a function or variable of its package; what is in a type, its member. */
function ranked(symbol: OutlineSymbol): OutlineSymbol {
  if (symbol.kind === 'function' && symbol.parent !== null) return { ...symbol, kind: 'method' }
  if (symbol.kind === 'property' && symbol.parent === null) return { ...symbol, kind: 'variable' }
  return symbol
}
