import type { DocMarks } from '@/lib/structure/doc-above'
import type { Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { readInclude } from './php/include'
import { withNames } from './php/names'
import { namesUsed } from './php/names-used'
import { readUse } from './php/use'

/** What may begin within functions: named functions and types, classes without a name, constants, includes. */
const deep =
  /\bfunction\s+&?\s*(?=[a-z_\x80-\uffff])|\bnew\s+(?:#\[[^\n]*\]\s*)?(?:readonly\s+)?class\b|\b(?:class|interface|trait|enum)\s+(?=[a-z_\x80-\uffff])|\bdefine\s*\(\s*["'](?=.)|\b(?:include|require)(?:_once)?\b/gi

/** Only blocks of two asterisks are documentation. */
const marks: DocMarks = { line: /^(?!)/, block: /^\s*\/\*\*/, skipped: /^\s*(?:#|\/\/|\/\*(?!\*).*\*\/\s*$)/ }

/** Patterns begin at the type around, so that the query need not look into the bodies of methods. */
const types = ['class_declaration', 'interface_declaration', 'trait_declaration', 'enum_declaration', 'anonymous_class']
const members = `
  (enum_case name: (_) @name) @constant
  (const_declaration (const_element . (name) @name)) @constant
  (property_declaration (property_element name: (_) @name)) @property
  (method_declaration name: (_) @name body: (_)? @body) @method
`

/** PHP 5 to 8, in files that begin with HTML too. The names of classes and functions are resolved as far as one file tells. */
export const php = treeSitterLanguage({
  name: 'php',
  version: 2,
  extensions: ['.php', '.phtml', '.php3', '.php4', '.php5'],
  wasm: 'tree-sitter-php/tree-sitter-php.wasm',
  // Types and functions in a namespace with braces or in a condition.
  depth: 3,
  deep,
  query: `
    (program (comment) @comment)
    (namespace_definition name: (namespace_name) @package !body)
    (namespace_definition name: (namespace_name) @name body: (_) @body) @namespace
    (namespace_use_declaration) @import
    (include_expression) @import
    (include_once_expression) @import
    (require_expression) @import
    (require_once_expression) @import
    (class_declaration name: (_) @name body: (_) @body) @class
    (interface_declaration name: (_) @name body: (_) @body) @interface
    (trait_declaration name: (_) @name body: (_) @body) @trait
    (enum_declaration name: (_) @name body: (_) @body) @enum
    (function_definition name: (_) @name body: (_) @body) @function
    (const_declaration (const_element . (name) @name)) @constant
    (function_call_expression function: (name) @callee
      arguments: (arguments . (argument [(string (string_content) @name) (encapsed_string (string_content) @name)])) (#eq? @callee "define")) @constant
    (class_declaration name: (_) @parent body: (_ (method_declaration
      parameters: (_ (property_promotion_parameter name: (_) @name) @property))))
    ${types.map((type) => `(${type} body: (_ [${members}]))`).join('\n')}
    (ERROR [${members}])
  `,
  imports: (node) => (node.type === 'namespace_use_declaration' ? importsOf(node) : readInclude(node.text)),
  start: (node, text) => (text.startsWith('#[', node.startIndex) ? belowAttributes(node) : node),
  refine: (declared) => ({ ...declared, signature: withoutValue(declared) }),
  isExported: ({ signature }, around) => !isPrivate(signature) && !(around && isPrivate(around.signature)),
  marks,
  finish: (outline, root, text, matches) => withNames(outline, namesUsed(root, text), matches),
  resolver: async (project) => (await import('./php/resolver')).phpResolver(project),
})

function importsOf(node: Node) {
  return readUse(node.text).map(({ full }) => ({
    specifier: full,
    kind: 'import' as const,
    names: [full.slice(full.lastIndexOf('\\') + 1)],
  }))
}

function belowAttributes(node: Node): Node {
  return node.children.find(({ type }) => !/^(?:attribute_list|comment)$/.test(type)) ?? node
}

function isPrivate(signature: string): boolean {
  return /^(?:[a-z]+\s+)*?private\b/.test(signature)
}

/** A value that does not fit a short line is no part of a declaration. */
function withoutValue({ kind, signature }: Declared): string {
  const head = signature.replace(/;$/, '')
  const value = /^(?:property|constant)$/.test(kind) ? /\s=(?![=>])[\s\S]*$/.exec(head)?.[0] : undefined
  return value === undefined || (value.length <= 60 && !value.includes('\n')) ? head : head.slice(0, -value.length)
}
