import type { Shown } from '@/lib/dataset/formats/shown'
import type { Tokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import type { PackPiece } from '@/lib/dataset/verify/read-pack'
import type { Preview, PreviewPiece } from './preview'

/** A browser is sent no more tokens than this at once. */
export const mostShown = 1 << 16
/** Of each array that is written out. */
export const mostNumbers = 10_000

type Special = { special?: number }
/** A text that loss falls on, or not, as a whole; or a token that stands for no text. */
export type Stretch = Partial<Shown> & Special

export type ShownTokens = Pick<Preview, 'pieces' | 'tokens' | 'trainedTokens' | 'from' | 'shownTokens'>

/** The tokens of the texts, one after the other: the first of them, or the last. */
export function toPieces(shown: readonly Stretch[], tokenizer: Tokenizer, end: 'first' | 'last'): ShownTokens {
  const stretches = shown.map((stretch) => ({
    ...stretch,
    ids: stretch.special === undefined ? tokenizer.encode(stretch.text ?? '') : [stretch.special],
  }))
  const sum = (some: typeof stretches) => some.reduce((total, { ids }) => total + ids.length, 0)
  const tokens = sum(stretches)
  const from = end === 'last' ? Math.max(0, tokens - mostShown) : 0
  const to = Math.min(tokens, from + mostShown)
  const pieces: PreviewPiece[] = []
  let at = 0
  for (const { label = null, isTrained = false, special, ids } of stretches) {
    const kept = ids.slice(Math.max(0, from - at), Math.max(0, to - at))
    const isLabelled = label !== null && at >= from && (at < to || to === tokens)
    if (kept.length > 0 || isLabelled) {
      const texts = kept.map((id) => (special === undefined ? textOf(id, tokenizer) : nameOf(id)))
      pieces.push({ label, tokens: texts, isTrained })
    }
    at += ids.length
  }
  return {
    pieces,
    tokens,
    trainedTokens: sum(stretches.filter(({ isTrained }) => isTrained)),
    from,
    shownTokens: to - from,
  }
}

/** The tokens of a pack from a place on, by whether loss falls on them: the first of a document is nobody's label. */
export function toPackPieces(pack: readonly PackPiece[], tokenizer: Tokenizer, from: number): PreviewPiece[] {
  const pieces: PreviewPiece[] = []
  for (const { start, ids, lossAt } of pack) {
    const last = Math.min(ids.length, from + mostShown - start)
    let current: PreviewPiece | undefined
    for (let at = Math.max(0, from - start); at < last; at += 1) {
      const isTrained = lossAt(at) === true
      if (current?.isTrained !== isTrained) {
        current = { label: null, tokens: [], isTrained }
        pieces.push(current)
      }
      current.tokens.push(textOf(ids[at] ?? 0, tokenizer))
    }
  }
  return pieces
}

/** Half a character shows as U+FFFD; a token without text by its number. */
function textOf(id: number, tokenizer: Tokenizer): string {
  return tokenizer.decode([id]).toString('utf8') || nameOf(id)
}

function nameOf(id: number): string {
  return `⟨${id}⟩`
}
