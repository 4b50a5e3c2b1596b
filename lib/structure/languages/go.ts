import { treeSitterLanguage } from '@/lib/structure/tree-sitter-language'

export const go = treeSitterLanguage({
  name: 'go',
  version: 1,
  extensions: ['.go'],
  wasm: 'tree-sitter-go/tree-sitter-go.wasm',
  query: `
    (comment) @comment
    (package_clause (package_identifier) @package)
    (import_spec) @import
    (function_declaration name: (identifier) @name body: (block)? @body) @function
    (method_declaration receiver: (parameter_list (parameter_declaration type: [
      (type_identifier) @parent
      (pointer_type (type_identifier) @parent)
      (generic_type type: (type_identifier) @parent)
      (pointer_type (generic_type type: (type_identifier) @parent))
    ])) name: (field_identifier) @name body: (block)? @body) @method
  `,
  imports: (node) => [
    { specifier: node.childForFieldName('path')?.text.slice(1, -1) ?? '', kind: 'import', names: ['*'] },
  ],
  isExported: ({ name }) => /^\p{Lu}/u.test(name),
})
