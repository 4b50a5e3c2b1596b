import { fewKeys, keySignature, unquoted } from '@/lib/structure/key-signature'
import { treeSitterLanguage } from '@/lib/structure/tree-sitter-language'

const key = '[(bare_key) (quoted_key) (dotted_key)] @name'
const pair = `(pair . ${key} . (_) @value) @key`

/** TOML: tables, and the keys in and outside of them. */
export const toml = treeSitterLanguage({
  name: 'toml',
  version: 1,
  extensions: ['.toml'],
  filenames: ['Pipfile'],
  wasm: '@tree-sitter-grammars/tree-sitter-toml/tree-sitter-toml.wasm',
  query: `
    (comment) @comment
    (document ${pair})
    (document (table . ${key}) @table)
    (document (table_array_element . ${key}) @table)
    (document [(table ${pair}) (table_array_element ${pair})])
  `,
  refine: (declared, { value }) => {
    const name = unquoted(declared.name)
    if (declared.kind === 'key') return { ...declared, name, signature: keySignature(name, value?.text ?? '') }
    return { ...declared, name, signature: declared.signature.split('\n', 1)[0] ?? name }
  },
  isExported: () => false,
  finish: (outline) => ({ ...outline, symbols: fewKeys(outline.symbols) }),
})
