import { expect, test } from 'vitest'
import type { Tokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { mostShown, type Stretch, toPackPieces, toPieces } from './preview-pieces'

/** A token for each character; 7 is a token without text. */
const tokenizer: Tokenizer = {
  encode: (text) => Array.from(text, (character) => character.codePointAt(0) ?? 0),
  decode: (ids) => Buffer.from([...ids].map((id) => (id === 7 ? '' : String.fromCodePoint(id))).join('')),
  begin: null,
  end: 7,
}

const pair: Stretch[] = [
  { label: 'prompt', text: 'p'.repeat(mostShown + 100), isTrained: false },
  { label: 'chosen', text: 'yes', isTrained: true },
  { label: 'rejected', text: '', isTrained: true },
]

test('of too many tokens the first or the last are shown, and all are counted', () => {
  const last = toPieces(pair, tokenizer, 'last')
  expect(last).toMatchObject({ tokens: mostShown + 103, trainedTokens: 3, from: 103, shownTokens: mostShown })
  expect(last.pieces.map(({ label, tokens }) => [label, tokens.length])).toEqual([
    ['prompt', mostShown - 3],
    ['chosen', 3],
    ['rejected', 0],
  ])
  const first = toPieces(pair, tokenizer, 'first')
  expect(first).toMatchObject({ tokens: mostShown + 103, trainedTokens: 3, from: 0, shownTokens: mostShown })
  expect(first.pieces.map(({ label, tokens }) => [label, tokens.length])).toEqual([['prompt', mostShown]])
})

test('a pack is shown from a place on, and the kinds of tokens end where documents do', () => {
  const piece = (start: number, text: string, trained: readonly number[]) => ({
    start,
    ids: tokenizer.encode(text),
    lossAt: (at: number) => (at === 0 ? undefined : trained[at] === 1),
  })
  const pack = [piece(0, 'ab\u0007', [0, 1, 1]), piece(3, 'cde', [1, 1, 1]), piece(6, 'f', [1])]
  expect(toPackPieces(pack, tokenizer, 1)).toEqual([
    { label: null, tokens: ['b', '⟨7⟩'], isTrained: true },
    { label: null, tokens: ['c'], isTrained: false },
    { label: null, tokens: ['d', 'e'], isTrained: true },
    { label: null, tokens: ['f'], isTrained: false },
  ])
})
