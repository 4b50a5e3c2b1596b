import { fewKeys, keySignature } from '@/lib/structure/key-signature'
import { treeSitterLanguage } from '@/lib/structure/tree-sitter-language'

const pair = (value: string) => `(pair key: (string (string_content) @name) value: ${value})`

/** JSON, comments allowed: the keys of the outermost object and of the objects in it. */
export const json = treeSitterLanguage({
  name: 'json',
  version: 1,
  extensions: ['.json', '.jsonc', '.json5', '.webmanifest', '.geojson'],
  filenames: ['.babelrc', '.eslintrc', '.prettierrc', '.swcrc'],
  wasm: 'tree-sitter-json/tree-sitter-json.wasm',
  depth: 0,
  query: `
    (document (object (comment) @comment))
    (document (object ${pair('(_) @value')} @key))
    (document (object (pair value: (object ${pair('(_) @value')} @key))))
  `,
  refine: (declared, { value }) => ({ ...declared, signature: keySignature(declared.name, value?.text ?? '') }),
  isExported: () => false,
  finish: (outline) => ({ ...outline, symbols: fewKeys(outline.symbols) }),
})
