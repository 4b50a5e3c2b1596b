import { fewKeys, keySignature, unquoted } from '@/lib/structure/key-signature'
import { treeSitterLanguage } from '@/lib/structure/tree-sitter-language'

const pair = 'block_mapping_pair key: (_) @name value: (_)? @value'

/** YAML: the keys of the outermost mapping of each document and of the mappings in it. */
export const yaml = treeSitterLanguage({
  name: 'yaml',
  version: 1,
  extensions: ['.yaml', '.yml'],
  filenames: ['.clang-format', '.clang-tidy', 'CITATION.cff'],
  wasm: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
  query: `
    (comment) @comment
    (document (block_node (block_mapping (${pair}) @key)))
    (document (block_node (block_mapping (block_mapping_pair value: (block_node (block_mapping (${pair}) @key))))))
  `,
  refine: (declared, { value }) => {
    const name = unquoted(declared.name)
    // A mapping below its key has no brackets of its own.
    const isBlock = value?.type === 'block_node' && /^block_(?:mapping|sequence)$/.test(value.namedChild(0)?.type ?? '')
    return { ...declared, name, signature: isBlock ? name : keySignature(name, value?.text ?? '') }
  },
  isExported: () => false,
  finish: (outline) => ({ ...outline, symbols: fewKeys(outline.symbols) }),
})
