import { expect, test } from 'vitest'
import { readScore } from './read-score'

/** A text of prefix, thought, suffix and target. */
function join(prefix: string, thought: string, suffix: string, target: string) {
  const before = prefix.length + thought.length
  return {
    text: prefix + thought + suffix + target,
    thought: prefix.length,
    suffix: before,
    target: before + suffix.length,
  }
}

function tokens(...costs: [string | null, number | null][]) {
  return costs.map(([text, nats], id) => ({ text, id, nats }))
}

test('each token counts for the part that it ends in', () => {
  const scored = join('ab', 'cd', 'ef', 'gh')
  const read = readScore(scored, tokens(['a', null], ['bc', 1], ['d', 2], ['efg', 4], ['h', 8]))
  expect(read).toEqual({
    targetNats: 12,
    priorNats: 3,
    tokens: { starts: Uint32Array.of(0, 1), nats: Float32Array.of(4, 8) },
  })
})

test('a word whose space was lost in decoding does not draw the word before it over the border', () => {
  const scored = join('one', '', '', ' two three')
  const read = readScore(scored, tokens(['one', null], ['two', 1], ['three', 2]))
  expect(read).toMatchObject({ targetNats: 3, tokens: { starts: Uint32Array.of(0, 4) } })
})

test('tokens that share a character are one, with the sum of their costs', () => {
  const scored = join('a', '', '', '漢b')
  const read = readScore(scored, tokens(['a', null], ['\uFFFD', 1], ['\uFFFD', 2], ['\uFFFD', 4], ['b', 8]))
  expect(read).toMatchObject({ tokens: { starts: Uint32Array.of(0, 1), nats: Float32Array.of(7, 8) } })
})

test('without the costs of the thought the target is scored all the same', () => {
  const scored = join('a', 'b', 'c', 'd')
  expect(readScore(scored, tokens(['c', null], ['d', 1]))).toMatchObject({ targetNats: 1, priorNats: null })
  expect(readScore(scored, tokens(['b', null], ['c', 3], ['d', 1]))).toMatchObject({ targetNats: 1, priorNats: null })
})

test('an empty thought and an empty target cost nothing', () => {
  expect(readScore(join('a', '', 'b', ''), tokens(['a', null], ['b', 1]))).toMatchObject({
    targetNats: 0,
    priorNats: 0,
  })
})

test('what says nothing about the target is a sentence', () => {
  const scored = join('a', 'b', 'c', 'd')
  expect(readScore(scored, [])).toMatch(/do not make up the text/)
  expect(readScore(scored, tokens(['d', null]))).toMatch(/no cost for the first token of the target/)
  expect(readScore(scored, tokens(['c', null], ['d', Number.NaN]))).toMatch(/no log-probabilities/)
})
