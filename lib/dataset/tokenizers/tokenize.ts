import type { Tokenized } from '@/lib/dataset/formats/format'
import type { Tokenizer } from './tokenizer'

/** A stretch of text that is trained, or not, as a whole. */
export type Stretch = { text: string; isTrained: boolean }

/**
 * A document under a tokenizer, with the token that begins documents, if there is one, and the one that ends them. Text is
 * cut where the loss begins and ends, and tokenised in pieces: no token lies across such a border. Because every part of a
 * document ends with a newline and the next begins with `<`, that gives the same tokens as the text in one piece.
 */
export function tokenize(stretches: readonly Stretch[], tokenizer: Tokenizer): Tokenized {
  const pieces = stretches.map(({ text, isTrained }) => ({ ids: tokenizer.encode(text), isTrained }))
  const offset = tokenizer.begin === null ? 0 : 1
  const length = offset + pieces.reduce((sum, { ids }) => sum + ids.length, 0) + 1
  const ids = new Uint32Array(length)
  const trained = new Uint8Array(length)
  if (tokenizer.begin !== null) ids[0] = tokenizer.begin
  let at = offset
  for (const piece of pieces) {
    ids.set(piece.ids, at)
    if (piece.isTrained) trained.fill(1, at, at + piece.ids.length)
    at += piece.ids.length
  }
  // The model has to learn where to stop.
  ids[at] = tokenizer.end
  trained[at] = 1
  return { ids, trained }
}

/** Neighbours of one kind as one stretch: fewer and longer texts, and the same tokens. */
export function toStretches(parts: Iterable<Stretch>): Stretch[] {
  const stretches: Stretch[] = []
  for (const { text, isTrained } of parts) {
    const last = stretches.at(-1)
    if (last?.isTrained === isTrained) last.text += text
    else if (text !== '') stretches.push({ text, isTrained })
  }
  return stretches
}
