import { expect, test } from 'vitest'
import { partReasoning } from './reasoning'

test.each([
  ['a block', '<think>\nFirst.\n</think>\n\nAnswer.', 'Answer.', 'First.'],
  ['a block by its other name', '<thinking>First.</thinking>Answer.', 'Answer.', 'First.'],
  ['a block that never ends', '<think>First, and', '', 'First, and'],
  ['a block whose beginning was in the prompt', 'First.\n</think>\n\nAnswer.', 'Answer.', 'First.'],
  ['an empty block', '<think>\n\n</think>\nAnswer.', 'Answer.', ''],
  ['no block', ' Answer. ', 'Answer.', ''],
])('%s', (_, content, text, reasoning) => {
  expect(partReasoning(content)).toEqual({ text, reasoning })
})

test('a tag later in an answer is what the answer is about', () => {
  const content = 'The parser drops `<think>` and `</think>` tags.'
  expect(partReasoning(content)).toEqual({ text: content, reasoning: '' })
})

test('a field of its own comes before a block', () => {
  expect(partReasoning('<think>Second.</think>Answer.', 'First.').reasoning).toBe('First.\n\nSecond.')
})
