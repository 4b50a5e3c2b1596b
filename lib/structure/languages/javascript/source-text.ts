import type { Comment, Node, Span } from 'oxc-parser'
import { docParagraph, openingParagraph } from '@/lib/structure/doc-comment'
import { excerpt } from '@/lib/structure/excerpt'
import type { LineAt } from '@/lib/structure/line-index'

/** Questions about the text of a parsed file that its tree does not answer. Offsets are UTF-16. */
export type SourceText = {
  lineAt: LineAt
  slice(start: number, end: number): string
  /** The text from start to end without comments, as a signature. */
  signature(start: number, end: number): string
  /** The doc comment that ends where the node at `start` begins. */
  docBefore(start: number): string | null
  /** The first offset at or after `from` that is neither white space nor comment. */
  codeFrom(from: number): number
  openingDoc(first: Pick<Node, 'type' | 'start'> | undefined): string | null
}

export function sourceText(text: string, comments: readonly Comment[], lineAt: LineAt): SourceText {
  const byEnd = new Map(comments.map((comment) => [comment.end, comment]))
  const byStart = new Map(comments.map((comment) => [comment.start, comment]))

  const codeFrom = (from: number): number => {
    for (let at = from; ; ) {
      while (/\s/.test(text.charAt(at)) && at < text.length) at++
      const comment = byStart.get(at)
      if (!comment) return at
      at = comment.end
    }
  }
  const commentsIn = ({ start, end }: Span): Comment[] => {
    const found: Comment[] = []
    for (let i = firstFrom(comments, start); i < comments.length; i++) {
      const comment = comments[i]
      if (!comment || comment.start >= end) break
      found.push(comment)
    }
    return found
  }
  return {
    lineAt,
    slice: (start, end) => text.slice(start, end),
    signature(start, end) {
      let code = ''
      let at = start
      for (const comment of commentsIn({ start, end })) {
        code += `${text.slice(at, comment.start)} `
        at = comment.end
      }
      return excerpt(code + text.slice(at, Math.max(at, end)))
    },
    docBefore(start) {
      let end = start
      while (end > 0 && /\s/.test(text.charAt(end - 1))) end--
      const comment = byEnd.get(end)
      return comment?.type === 'Block' && comment.value.startsWith('*') ? docParagraph(comment.value) : null
    },
    codeFrom,
    openingDoc(first) {
      const code = first?.start ?? text.length
      for (const block of commentBlocks(comments, text, code)) {
        if (isDocOf(block, first, text)) return null
        const lines = block.value.split('\n').map((line) => line.replace(/^\s*(?:\*+|\/\/+) ?/, ''))
        const paragraph = block.value.startsWith('!') ? null : openingParagraph(lines)
        if (paragraph !== null) return paragraph
      }
      return null
    },
  }
}

type Block = { value: string; isDoc: boolean; end: number }

/** Comments before the first statement; line comments on adjacent lines are one block. */
function commentBlocks(comments: readonly Comment[], text: string, before: number): Block[] {
  const blocks: (Block & { isLine: boolean })[] = []
  for (const { type, value, start, end } of comments) {
    if (start >= before) break
    if (text.startsWith('#!', start)) continue
    const last = blocks.at(-1)
    const isLine = type === 'Line'
    if (isLine && last?.isLine && /^[ \t]*\r?\n?[ \t]*$/.test(text.slice(last.end, start))) {
      last.value += `\n${value}`
      last.end = end
    } else blocks.push({ value, isLine, isDoc: !isLine && value.startsWith('*'), end })
  }
  return blocks
}

/** A comment that touches the first declaration speaks of it, not of the file, unless it says otherwise. */
function isDocOf(block: Block, first: Pick<Node, 'type' | 'start'> | undefined, text: string): boolean {
  if (
    !first ||
    first.type === 'ImportDeclaration' ||
    /@(?:file|fileoverview|module|packageDocumentation)\b/.test(block.value)
  )
    return false
  const between = text.slice(block.end, first.start)
  if (between.trim() !== '') return false
  return block.isDoc || !/\n\s*\n/.test(between)
}

function firstFrom(comments: readonly Comment[], start: number): number {
  let low = 0
  let high = comments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((comments[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}
