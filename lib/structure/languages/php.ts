import type { Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { readInclude } from './php/include'
import { withNames } from './php/names'
import { phpResolver } from './php/resolver'
import { readUse } from './php/use'

const name = '[(name) (qualified_name) (relative_name)]'

/** PHP 5 to 8, in files that begin with HTML too. The names of classes and functions are resolved as far as one file tells. */
export const php = treeSitterLanguage({
  name: 'php',
  version: 1,
  extensions: ['.php', '.phtml', '.php3', '.php4', '.php5'],
  wasm: 'tree-sitter-php/tree-sitter-php.wasm',
  query: `
    (comment) @comment
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
    (enum_case name: (_) @name) @constant
    (function_definition name: (_) @name body: (_) @body) @function
    (method_declaration name: (_) @name body: (_)? @body) @method
    (property_declaration (property_element name: (_) @name)) @property
    (class_declaration name: (_) @parent body: (_ (method_declaration
      parameters: (_ (property_promotion_parameter name: (_) @name) @property))))
    (const_declaration (const_element . (name) @name)) @constant
    (function_call_expression function: (name) @callee
      arguments: (arguments . (argument [(string (string_content) @name) (encapsed_string (string_content) @name)])) (#eq? @callee "define")) @constant

    (named_type ${name} @used)
    (object_creation_expression ${name} @used)
    (base_clause ${name} @used)
    (class_interface_clause ${name} @used)
    (use_declaration ${name} @used)
    (attribute ${name} @used)
    (class_constant_access_expression . ${name} @used)
    (scoped_call_expression scope: ${name} @used)
    (scoped_property_access_expression scope: ${name} @used)
    (binary_expression "instanceof" right: ${name} @used)
    (function_call_expression function: ${name} @called)
  `,
  imports: (node) => (node.type === 'namespace_use_declaration' ? importsOf(node) : readInclude(node.text)),
  start: (node, text) => (text.startsWith('#[', node.startIndex) ? belowAttributes(node) : node),
  refine: (declared) => ({ ...declared, signature: withoutValue(declared) }),
  isExported: ({ signature }, around) => !isPrivate(signature) && !(around && isPrivate(around.signature)),
  isDoc: (comment) => comment.startsWith('/**'),
  finish: (outline, _root, text, matches) => withNames(outline, text, matches),
  resolver: phpResolver,
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
