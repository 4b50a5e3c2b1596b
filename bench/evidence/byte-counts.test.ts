import { expect, test } from 'vitest'
import { createByteCounts, distribution } from './byte-counts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('the probabilities of the next byte sum to one, whatever was read', () => {
  for (const text of ['', 'a', 'abracadabra, abracadabra', 'const a = 1\n'.repeat(20)]) {
    const sum = distribution(createByteCounts(), bytesOf(text)).reduce((all, each) => all + each, 0)
    expect(sum).toBeCloseTo(1, 9)
  }
})

test('what was read for one score is forgotten for the next', () => {
  const counts = createByteCounts()
  const costAfter = (text: string) => {
    counts.enter(bytesOf(text))
    return counts.score(bytesOf('the queue is empty'))
  }
  const first = costAfter('A queue of tasks.')
  const helped = costAfter('A queue of tasks. When the queue is empty it waits.')
  expect(helped).toBeLessThan(first)
  expect(costAfter('A queue of tasks.')).toBe(first)
})
