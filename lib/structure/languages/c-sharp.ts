import type { DocMarks } from '@/lib/structure/doc-above'
import type { OutlineSymbol } from '@/lib/structure/outline'
import type { Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { docLine } from './c-sharp/doc-line'
import { firstBranches } from './c-sharp/first-branches'
import { namespaceMark, withNamespaces } from './c-sharp/namespaces'
import { withReferences } from './c-sharp/references'
import { readUsing } from './c-sharp/using'

const marks: DocMarks = {
  line: /^(?=\s*\/\/\/)/,
  block: /^\s*\/\*\*/,
  skipped: /^\s*(?:\/\/(?!\/)|\/\*(?!\*).*\*\/\s*$)/,
  plain: (words) => words.map(docLine),
}

/** Patterns begin at the type around, so that the query need not look into the bodies of methods. */
const within = [
  ...['class', 'struct', 'record', 'interface', 'enum'].map(
    (kind) => (found: string) => `(${kind}_declaration body: (_ ${found}))`,
  ),
  ...['preproc_if', 'preproc_elif', 'preproc_else', 'ERROR'].map((kind) => (found: string) => `(${kind} ${found})`),
]
const members = `
  (enum_member_declaration name: (_) @name) @constant
  (method_declaration name: (_) @name body: (_)? @body) @method
  (constructor_declaration name: (_) @name body: (_)? @body) @method
  (operator_declaration operator: _ @name body: (_)? @body) @method
  (property_declaration name: (_) @name accessors: (_) @body) @property
  (property_declaration name: (_) @name value: (_) @body) @property
  (indexer_declaration "this" @name accessors: (_) @body) @property
  (indexer_declaration "this" @name value: (_) @body) @property
  (event_declaration name: (_) @name accessors: (_)? @body) @property
  (event_field_declaration (variable_declaration (variable_declarator name: (_) @name))) @property
  (field_declaration (variable_declaration (variable_declarator name: (_) @name))) @property
`

/** C# up to 13: what XML documentation, modifiers and usings say. Namespaces are packages. */
export const cSharp = treeSitterLanguage({
  name: 'c-sharp',
  version: 3,
  extensions: ['.cs', '.csx'],
  wasm: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  // Types in a namespace.
  depth: 3,
  deep: /\b(?:class|struct|interface|enum|record|delegate)\s+(?=[@\w])|#[ \t]*if\b/g,
  // The grammar knows conditional sections between declarations and statements; elsewhere the first branch stands alone.
  plain: (text) => (/^\s*#\s*if\b/m.test(text) ? firstBranches(text) : undefined),
  query: `
    (compilation_unit (comment) @comment)
    (using_directive) @import
    (file_scoped_namespace_declaration name: (_) @package)
    (namespace_declaration name: (_) @name body: (_) @body) @namespace
    (class_declaration name: (_) @name body: (_)? @body) @class
    (struct_declaration name: (_) @name body: (_)? @body) @struct
    (record_declaration name: (_) @name body: (_)? @body) @class
    (interface_declaration name: (_) @name body: (_)? @body) @interface
    (enum_declaration name: (_) @name body: (_)? @body) @enum
    (delegate_declaration name: (_) @name) @type
    (global_statement (local_function_statement name: (_) @name body: (_)? @body) @function)
    ${within.map((around) => around(`[${members}]`)).join('\n')}
  `,
  imports: (node) => readUsing(node.text),
  start: (node, text) => (text[node.startIndex] === '[' ? belowAttributes(node) : node),
  refine: (declared) => ({ ...declared, ...kindOf(declared), signature: withoutValue(declared) }),
  isExported: (declared, around) =>
    isOpen(declared, around) && (!around || around.kind === 'namespace' || isOpen(around)),
  commentLines: (comment) => comment.split('\n').map(docLine),
  marks,
  finish: (outline, _root, text, matches) => withReferences(withNamespaces(outline), text, matches),
  resolver: async (project) => (await import('./c-sharp/resolver')).cSharpResolver(project),
})

function belowAttributes(node: Node): Node {
  return node.children.find(({ type }) => !/^(?:attribute_list|comment|preproc)/.test(type)) ?? node
}

function kindOf({ kind, name, signature }: Declared): Partial<Declared> {
  if (kind === 'namespace') return { name: namespaceMark + name.replace(/\s+/g, '') }
  if (kind === 'class' && /\brecord\s+struct\b/.test(signature)) return { kind: 'struct' }
  if (kind === 'property' && /\bconst\b/.test(signature)) return { kind: 'constant' }
  if (kind === 'method' && /^\W+$/.test(name)) return { name: `operator ${name}` }
  return {}
}

/** A value that does not fit a short line is no part of a declaration. */
function withoutValue({ kind, signature }: Declared): string {
  const head = signature.replace(/;$/, '')
  const value = /^(?:property|constant)$/.test(kind) ? /\s=(?![=>])[\s\S]*$/.exec(head)?.[0] : undefined
  return value === undefined || (value.length <= 60 && !value.includes('\n')) ? head : head.slice(0, -value.length)
}

/** Public or protected: what another assembly can use. Members of enums and interfaces are as open as these. */
function isOpen({ kind, signature }: Pick<OutlineSymbol, 'kind' | 'signature'>, around?: Declared): boolean {
  if (around && (around.kind === 'enum' || around.kind === 'interface')) return !/^private\b/.test(signature)
  return /^(?:[a-z]+\s+)*?(?:public|protected)\b/.test(signature) || kind === 'function' || kind === 'namespace'
}
