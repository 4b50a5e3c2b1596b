import { tokenize, toStretches } from '@/lib/dataset/tokenizers/tokenize'
import type { Tokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { openLossReader } from './read-loss'

/** Whether loss falls on the token at a place; undefined where nothing says so. */
export type LossAt = (place: number) => boolean | undefined

/**
 * Holds the tokens of a whole document against what its text gives: every id, the tokens that begin and end it, and where
 * loss falls. Throws a sentence where they differ; returns how many there are without those two, as a manifest counts them.
 */
export function checkTokens(
  ids: ArrayLike<number>,
  lossAt: LossAt,
  bytes: Buffer,
  tokenizer: Tokenizer,
): { tokens: number; trainedTokens: number } {
  const expected = tokenize(stretchesOf(bytes), tokenizer)
  const length = Math.max(ids.length, expected.ids.length)
  for (let place = 0; place < length; place += 1) {
    if (ids[place] !== expected.ids[place])
      throw new Error(
        `token ${place} of the document is ${ids[place] ?? 'missing'}, and its text gives ${expected.ids[place] ?? 'none'}.`,
      )
    requireLoss(place, lossAt(place), expected.trained[place] === 1)
  }
  const trainedTokens = expected.trained.reduce((sum, flag) => sum + flag, 0) - 1
  return { tokens: expected.ids.length - (tokenizer.begin === null ? 1 : 2), trainedTokens }
}

/** `place` counts from the beginning of the document. */
export function requireLoss(place: number, found: boolean | undefined, expected: boolean): void {
  if (found === undefined || found === expected) return
  throw new Error(
    expected
      ? `loss does not fall on token ${place} of the document, and should.`
      : `loss falls on token ${place} of the document, and should not.`,
  )
}

function stretchesOf(bytes: Buffer) {
  let start = 0
  const spans = openLossReader().read(bytes.toString('latin1'))
  return toStretches(
    spans.map(({ end, isTrained }) => {
      const text = bytes.toString('utf8', start, end)
      start = end
      return { text, isTrained }
    }),
  )
}
