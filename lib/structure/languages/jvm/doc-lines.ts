import type { DocMarks } from '@/lib/structure/doc-above'

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', nbsp: ' ', quot: '"', '#64': '@', mdash: '—' }

/** Javadoc's inline tags, HTML tags, Scaladoc's links and quotes. */
const markup =
  /\{@(?:link(?:plain)?\s+[^\s{}()]{1,200}(?:\([^{}()]{0,200}\))?\s+|link(?:plain)?\s+#?|\w+\s*)([^{}]{0,400})\}|<\/?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,400})?\/?>|\[\[(?:[^\][\s]{1,200}\s+)?([^\][]{0,200})\]\]|'''?([^'\n]{1,400})'''?/g

/** HTML elements that begin or end a paragraph. */
const block = /^(?:p|pre|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|table|tr|div|hr)$/i

/** Blocks of two asterisks are documentation. */
export const marks: DocMarks = {
  line: /^(?!)/,
  block: /^\s*\/\*\*/,
  skipped: /^\s*(?:\/\/|\/\*(?!\*).*\*\/\s*$)/,
  plain: (words) => docLines(words.join('\n')),
}

/** The lines of a doc comment as a reader sees them: no comment marks, inline tags, HTML or entities. */
export function docLines(comment: string): string[] {
  const body = comment.startsWith('/*')
    ? comment
        .replace(/^\/\*+/, '')
        .replace(/\*+\/$/, '')
        .replace(/^[ \t]*\*+ ?/gm, '')
    : comment.replace(/^\/\/+ ?/, '')
  return body
    .replace(markup, (_whole, tag?: string, element?: string, link?: string, quoted?: string) =>
      element === undefined ? (tag ?? link ?? quoted ?? '') : block.test(element) ? '\n\n' : '',
    )
    .replace(/&(\w+|#\d+);/g, (whole, entity: string) => entities[entity] ?? whole)
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
}
