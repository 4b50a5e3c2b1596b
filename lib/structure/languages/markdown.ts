import { firstParagraph } from '@/lib/structure/doc-comment'
import { excerpt } from '@/lib/structure/excerpt'
import type { Match } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'

/** Markdown: headings with the sections they open, and the first paragraph as what the file is about. */
export const markdown = treeSitterLanguage({
  name: 'markdown',
  version: 1,
  extensions: ['.md', '.markdown', '.mdown', '.mdx'],
  wasm: '@cursorless/tree-sitter-wasms/out/tree-sitter-markdown.wasm',
  query: `
    (section . (atx_heading . (_) @marker heading_content: (_) @name)) @heading
    (setext_heading heading_content: (_) @name (_) @marker) @heading
    (section (paragraph) @paragraph)
  `,
  refine: (declared, { marker }) => heading(declared, marker?.type ?? ''),
  isExported: () => false,
  finish: (outline, _root, _text, matches) => ({ ...outline, doc: openingOf(matches) }),
})

function heading(declared: Declared, marker: string): Declared | undefined {
  const level = Number(/_h(\d)_/.exec(marker)?.[1] ?? 1)
  const name = excerpt(plainText(declared.name))
  return name === '' ? undefined : { ...declared, name, signature: `${'#'.repeat(level)} ${name}` }
}

/** The first paragraph that says something: badges, pictures and bare links do not. */
function openingOf(matches: readonly Match[]): string | null {
  for (const { paragraph } of matches) {
    const text = paragraph && plainText(paragraph.text)
    if (text && /\p{L}[^.]*\p{L}+\s+\p{L}+/u.test(text)) return firstParagraph(text.split('\n'))
  }
  return null
}

/** Without pictures, the addresses of links, tags and the marks of emphasis. */
function plainText(text: string): string {
  return text
    .replace(/\[?!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\](?:\([^)]*\)|\[[^\]]*\]))?/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/(\*\*|__|\*|`+)(\S(?:.*?\S)?)\1/g, '$2')
    .replace(/^\s*>+ ?/gm, '')
    .replace(/\s*#+\s*$/, '')
    .trim()
}
