import type { Import, Outline } from '@/lib/structure/outline'
import type { Match, Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { belowAnnotations } from './jvm/annotations'
import { docLines, marks } from './jvm/doc-lines'
import { typesUsed } from './jvm/names-used'
import { referencesOf } from './jvm/references'
import { hideMembers, isClosed, tidy } from './jvm/signature'

const method = 'name: (identifier) @name body: (_)? @body'
const named = 'name: (identifier) @name body: (_) @body'
const field = 'declarator: (variable_declarator name: (identifier) @name value: (_)? @value)'
const record = `(record_declaration ${named}) @class`
const types = [
  `(class_declaration ${named}) @class`,
  `(interface_declaration ${named}) @interface`,
  `(annotation_type_declaration ${named}) @interface`,
  `(enum_declaration ${named}) @enum`,
]
const classMembers = [
  ...types,
  record,
  `(method_declaration ${method}) @method`,
  `(constructor_declaration ${named}) @method`,
  `(compact_constructor_declaration ${named}) @method`,
  `(field_declaration ${field}) @property`,
]

/** What may stand where. Patterns begin at the node around, so that the query need not look into the bodies of methods. */
const members: Record<string, string[]> = {
  program: [...types, record, '(line_comment) @comment', '(block_comment) @comment'],
  class_body: classMembers,
  enum_body: [
    '(enum_constant name: (identifier) @name body: (_)? @body) @constant',
    ...classMembers.map((member) => `(enum_body_declarations ${member})`),
  ],
  interface_body: [
    ...types,
    record,
    `(method_declaration ${method}) @method`,
    `(constant_declaration ${field}) @constant`,
  ],
  annotation_type_body: [
    ...types,
    '(annotation_type_element_declaration name: (identifier) @name) @method',
    `(constant_declaration ${field}) @constant`,
  ],
}
const declarations = Object.entries(members).flatMap(([around, patterns]) =>
  patterns.map((pattern) => `(${around} ${pattern})`),
)

/** Java with modules. Members of a type are its fields, methods, constructors, constants and types. */
export const java = treeSitterLanguage({
  name: 'java',
  version: 1,
  extensions: ['.java'],
  wasm: 'tree-sitter-java/tree-sitter-java.wasm',
  depth: 4,
  query: `
    (package_declaration [(identifier) (scoped_identifier)] @package)
    (import_declaration) @import
    (module_declaration name: (_) @name body: (_) @body) @namespace
    (module_body [(requires_module_directive) (uses_module_directive) (provides_module_directive)] @import)
    ${declarations.join('\n')}
  `,
  imports: (node) => importsAt(node),
  start: belowAnnotations,
  isClosed,
  isExported,
  refine: (declared, { value }) => {
    const isConstant =
      declared.kind === 'property' && /\bstatic\b.*\bfinal\b|\bfinal\b.*\bstatic\b/.test(modifiersOf(declared))
    return tidy(isConstant ? { ...declared, kind: 'constant' } : declared, value)
  },
  commentLines: docLines,
  marks,
  finish,
  resolver: async (project) => (await import('./jvm/resolver')).jvmResolver(project, { seesFunctions: false }),
})

/** `import static a.B.c` names `c` as `import a.b.C` names `C`: packages, types and members are told apart by what there is. */
function importsAt(node: Node): Omit<Import, 'line'>[] {
  const text = node.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ').replace(/^\s*(?:import|requires|uses|provides)\s/, '')
  const isModule = node.type === 'requires_module_directive'
  return text
    .split(/[;,]|\bwith\b/)
    .map((each) => each.replace(/\b(?:static|transitive)\s/g, '').replace(/\s+/g, ''))
    .filter((specifier) => specifier !== '')
    .map((specifier) => ({ specifier, kind: 'import', names: isModule ? [] : specifier.split('.').slice(-1) }))
}

/** What packages other than its own may use, if they may use what it lies in. */
function isExported(declared: Declared, parent: Declared | undefined): boolean {
  if (declared.kind === 'namespace' || declared.node.type === 'enum_constant') return true
  const modifiers = modifiersOf(declared)
  return /\b(?:public|protected)\b/.test(modifiers) || (parent?.kind === 'interface' && !/\bprivate\b/.test(modifiers))
}

function modifiersOf({ signature }: Declared): string {
  return /^(?:(?:@[\w.]+(?:\([^)]*\))?|[a-z-]+)\s+)*/.exec(signature)?.[0] ?? ''
}

/** A file sees types of its package without importing them: those are the names used that are not its own. */
function finish(outline: Outline, _root: Node, text: string, matches: readonly Match[]): Outline {
  const start = Math.max(0, ...matches.map(({ import: imported }) => imported?.endIndex ?? 0))
  const references = referencesOf(outline, typesUsed(text, start), [])
  return { ...outline, symbols: hideMembers(outline.symbols), references }
}
