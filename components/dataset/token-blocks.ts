import type { PreviewPiece } from '@/lib/dataset/preview/preview'

/** Tokens of one kind; `at` is the place of the first of them in the sample. */
export type TokenRun = PreviewPiece & { at: number }

/** A part of a sample that is drawn at once: a few lines of tokens, or the head of a document of a pack. */
export type Block = { kind: 'tokens'; document: number; runs: TokenRun[] } | { kind: 'document'; document: number }

/** A block ends with the line that has this many tokens. */
const fewTokens = 120
/** Or, in a long line, with this many. */
const mostTokens = 480

/**
 * The pieces as blocks, so that only what is in sight has to be drawn. `from` is the place of the first token, `starts` are
 * those where documents begin. Blocks end where lines do, but for very long ones: they are drawn as they would be together.
 */
export function toBlocks(pieces: readonly PreviewPiece[], from: number, starts: readonly number[]): Block[] {
  const blocks: Block[] = []
  let document = starts.findLastIndex((start) => start < from)
  if (document >= 0 && !starts.includes(from)) blocks.push({ kind: 'document', document })
  let runs: TokenRun[] = []
  let size = 0
  let at = from
  const close = () => {
    if (runs.length > 0) blocks.push({ kind: 'tokens', document, runs })
    runs = []
    size = 0
  }
  for (const { label, tokens, isTrained } of pieces) {
    if (label !== null) close()
    let run: TokenRun | undefined
    const open = (label: string | null) => {
      run = { label, tokens: [], isTrained, at }
      runs.push(run)
      return run
    }
    if (label !== null) open(label)
    for (const token of tokens) {
      if (starts[document + 1] === at) {
        close()
        document += 1
        blocks.push({ kind: 'document', document })
        run = undefined
      }
      run ??= open(null)
      run.tokens.push(token)
      at += 1
      size += 1
      if ((size >= fewTokens && token.endsWith('\n')) || size >= mostTokens) {
        close()
        run = undefined
      }
    }
  }
  close()
  return blocks
}

/** About how many lines a block takes where so many characters fit into one. */
export function linesOf(block: Block, charactersPerLine: number): number {
  if (block.kind === 'document') return 1
  const text = block.runs.flatMap(({ tokens }) => tokens).join('')
  const lines = text.replace(/\n$/, '').split('\n')
  const labels = block.runs.filter(({ label }) => label !== null).length
  return labels + lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0)
}
