import { type DocMarks, docBefore } from '@/lib/structure/doc-above'
import type { Import } from '@/lib/structure/outline'
import type { Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { namesUsed } from './go/uses'

const receiver = `receiver: (parameter_list (parameter_declaration type: [
  (type_identifier) @parent
  (pointer_type (type_identifier) @parent)
  (generic_type type: (type_identifier) @parent)
  (pointer_type (generic_type type: (type_identifier) @parent))
]))`

/** Lines that speak to tools are no documentation: `//go:build`, `// +build`, `//nolint`. */
const marks: DocMarks = {
  line: /^\s*\/\/ ?/,
  block: /^\s*\/\*/,
  skipped: /^\s*\/\/(?:[a-z]+:\S| \+build\b|nolint\b|export\s)/,
}

const otherTypes = `(type_identifier) (qualified_type) (generic_type) (pointer_type) (parenthesized_type) (function_type)
  (map_type) (slice_type) (array_type) (channel_type)`

/** Go with modules, workspaces and vendored packages. Members of a type are its fields and methods. */
export const go = treeSitterLanguage({
  name: 'go',
  version: 2,
  extensions: ['.go'],
  wasm: 'tree-sitter-go/tree-sitter-go.wasm',
  depth: 1,
  query: `
    (package_clause (package_identifier) @package)
    (import_declaration [(import_spec) @import (import_spec_list (import_spec) @import)])

    (function_declaration name: (identifier) @name body: (block)? @body) @function
    (method_declaration ${receiver} name: (field_identifier) @name body: (block)? @body) @method
    (type_declaration
      (type_spec name: (type_identifier) @name type: (struct_type (field_declaration_list) @body)) @struct)
    (type_declaration
      (type_spec name: (type_identifier) @name type: (interface_type "{" @body)) @interface)
    (type_declaration [
      (type_spec name: (type_identifier) @name type: [${otherTypes}])
      (type_alias name: (type_identifier) @name)
    ] @type)
    (type_declaration (type_spec type: (struct_type (field_declaration_list
      (field_declaration name: (field_identifier) @name tag: (_)? @body) @property))))
    (type_declaration (type_spec type: (interface_type
      (method_elem name: (field_identifier) @name) @method)))
    (const_declaration (const_spec (identifier) @name value: (_)? @value) @constant)
    (var_declaration [
      (var_spec name: (identifier) @name value: (_)? @value) @variable
      (var_spec_list (var_spec name: (identifier) @name value: (_)? @value) @variable)
    ])
  `,
  imports: (node) => [importAt(node)],
  isExported: ({ name }) => /^\p{Lu}/u.test(name),
  refine: (declared, { value }) => (declared.name === '_' ? undefined : withKeyword(declared, value)),
  marks,
  finish(outline, _root, text, matches) {
    const lines = text.split('\n')
    const clause = lines.findIndex((line) => line.startsWith('package')) + 1
    return { ...outline, doc: docBefore(lines, clause, marks), ...namesUsed(outline, text, matches) }
  },
  resolver: async (project) => (await import('./go/resolver')).goResolver(project),
})

const keywords: Partial<Record<Declared['kind'], string>> = {
  struct: 'type',
  interface: 'type',
  type: 'type',
  constant: 'const',
  variable: 'var',
}

/** Declarations stand in groups without their keyword. A value of several lines is left out. */
function withKeyword(declared: Declared, value: Node | undefined): Declared {
  const { node, kind } = declared
  const keyword = keywords[kind]
  if (keyword === undefined) return declared
  const isLong = value !== undefined && value.endPosition.row > value.startPosition.row
  const shown = isLong ? declared.signature.slice(0, value.startIndex - node.startIndex) : declared.signature
  return { ...declared, signature: `${keyword} ${shown.replace(/\s*=?\s*$/, '')}` }
}

/** Its names are the name it goes by here, until `finish` knows what is used of it. */
function importAt(node: Node): Omit<Import, 'line'> {
  const alias = node.childForFieldName('name')?.text
  const specifier = node.childForFieldName('path')?.text.slice(1, -1) ?? ''
  return { specifier, kind: 'import', names: alias === undefined ? [] : [alias] }
}
