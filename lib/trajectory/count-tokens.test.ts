import { expect, test } from 'vitest'
import { countTokens, openTokenCount } from './count-tokens'
import { countTokens as countOne } from './tokenizer'

test('counts what the tokenizer counts, in order', async () => {
  const texts = ['', 'one two', 'x\n'.repeat(150_000), '<|eot_id|>', 'some words '.repeat(9000)]
  expect(await countTokens(texts)).toEqual(texts.map(countOne))
})

test('stops when it is told to', async () => {
  const signal = AbortSignal.abort(new Error('Enough.'))
  await expect(countTokens(['one'], signal)).rejects.toThrow('Enough.')
})

test('a document is the sum of its parts, of which the trained ones count apart', async () => {
  const counting = await openTokenCount()
  const parts = Array.from({ length: 120 }, (_, index) => ({
    text: `line ${index}\n`.repeat(400),
    isTrained: index % 3 > 0,
    stepId: null,
  }))
  for (const part of parts) counting.push(part)
  const sum = (some: typeof parts) => some.reduce((total, part) => total + countOne(part.text), 0)
  expect(counting.finish()).toEqual({
    tokens: sum(parts),
    trainedTokens: sum(parts.filter((part) => part.isTrained)),
  })
})
