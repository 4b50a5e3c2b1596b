import { createHash } from 'node:crypto'
import type { Tokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { type LossAt, requireLoss } from './check-tokens'
import { openLossReader, type Span } from './read-loss'

/** A document that is read piece by piece, as packs have it where it is longer than one. */
export type PiecedDocument = {
  /** Tokens of the text so far: without those that begin and end a document. */
  readonly tokens: number
  readonly trainedTokens: number
  /** Tokens at the end whose element is cut off before it says whether loss falls on them. */
  readonly untold: number
  /** The hash of the text if this were its last piece. */
  hashWith(bytes: Buffer): string
  /** The next piece; throws a sentence when a token is none of a text, or loss does not fall where it should. */
  push(ids: readonly number[], lossAt: LossAt): void
}

type Waiting = { place: number; start: number; end: number; found: boolean | undefined }

/**
 * Of a piece the text is decoded, and loss is held against the elements of the document. Which tokens a text gives is not
 * known of pieces: the text that decides it may lie in the next one.
 */
export function openPieces(tokenizer: Tokenizer): PiecedDocument {
  const hash = createHash('sha256')
  const loss = openLossReader()
  /** Tokens that no span tells of yet, by where they lie in the bytes of the document. */
  let waiting: Waiting[] = []
  /** Whether loss falls on the last span, since where, and where it ends. */
  let [kind, border, said] = [false, 0, 0]
  let [place, bytes, tokens, trainedTokens] = [0, 0, 0, 0]
  /** After the first sentence nothing more is known about the elements. */
  let isBroken = false

  function take(id: number, found: boolean | undefined, isLast: boolean): void {
    if (id === tokenizer.end && isLast) requireLoss(place, found, true)
    else if (id === tokenizer.begin && place === 0) requireLoss(place, found, false)
    else {
      const { length } = tokenizer.decode([id])
      if (length === 0) throw new Error(`token ${place} of the document is ${id}, which no text gives.`)
      waiting.push({ place, start: bytes, end: bytes + length, found })
      bytes += length
    }
    place += 1
  }
  function settle(spans: readonly Span[]): void {
    let next = 0
    for (const { end, isTrained } of spans) {
      if (isTrained !== kind) [kind, border] = [isTrained, said]
      said = end
      for (let token = waiting[next]; token && token.end <= end; token = waiting[++next]) {
        if (token.start < border)
          throw new Error(`token ${token.place} of the document lies across a border of the loss.`)
        requireLoss(token.place, token.found, isTrained)
        if (isTrained) trainedTokens += 1
      }
    }
    waiting = waiting.slice(next)
  }

  return {
    get tokens() {
      return tokens
    },
    get trainedTokens() {
      return trainedTokens
    },
    get untold() {
      return waiting.length
    },
    hashWith: (last) => hash.copy().update(last).digest('hex'),
    push(ids, lossAt) {
      const text = tokenizer.decode(ids)
      hash.update(text)
      tokens += ids.length - Number(place === 0 && ids[0] === tokenizer.begin) - Number(ids.at(-1) === tokenizer.end)
      if (isBroken) return
      isBroken = true
      for (const [at, id] of ids.entries()) take(id, lossAt(at), at === ids.length - 1)
      settle(loss.read(text.toString('latin1')))
      isBroken = false
    },
  }
}
