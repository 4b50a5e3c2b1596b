import { fewKeys } from '@/lib/structure/key-signature'
import { treeSitterLanguage } from '@/lib/structure/tree-sitter-language'

const loading = [
  'script',
  'link',
  'img',
  'source',
  'video',
  'audio',
  'iframe',
  'embed',
  'object',
  'track',
  'image',
  'use',
]
const attribute = (name: string, value: string) =>
  `(attribute (attribute_name) ${name} [(attribute_value) ${value} (quoted_attribute_value (attribute_value) ${value})])`
const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(' ')

/** HTML: its title, headings and named elements, and the files that it loads. */
export const html = treeSitterLanguage({
  name: 'html',
  version: 1,
  extensions: ['.html', '.htm', '.xhtml'],
  wasm: 'tree-sitter-html/tree-sitter-html.wasm',
  query: `
    ((element (start_tag (tag_name) @tag) (text) @name) @heading (#match? @tag "^(title|h[1-6])$"))
    ((element (start_tag (tag_name) @tag ${attribute('@attribute_name', '@name')})) @element (#eq? @attribute_name "id"))
    ((_ (tag_name) @tag ${attribute('@attribute_name', '@value')} @import)
      (#any-of? @tag ${quoted(loading)}) (#any-of? @attribute_name "src" "href" "data"))
  `,
  refine: (declared, { tag }) => {
    const name = declared.name.replace(/\s+/g, ' ').trim()
    const signature = declared.kind === 'heading' ? `<${tag?.text}> ${name}` : `<${tag?.text} id="${name}">`
    return name === '' ? undefined : { ...declared, name, signature }
  },
  imports: (_node, { value }) => [{ specifier: value?.text.trim() ?? '', kind: 'import', names: [] }],
  isExported: () => false,
  finish: (outline) => ({ ...outline, symbols: fewKeys(outline.symbols) }),
  resolver: async (project) => (await import('./web/asset-resolver')).assetResolver(project),
})
