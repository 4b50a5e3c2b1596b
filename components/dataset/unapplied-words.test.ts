import { expect, test } from 'vitest'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { unappliedWords } from './unapplied-words'

test('documents that no verifier applies to are counted in a sentence', () => {
  const all = (count: number) => verifierNames.map((verifier) => ({ verifier, count }))
  expect(unappliedWords(all(1))).toBe('1 document was made by other agents: no verifier applies to it, and it passes.')
  expect(unappliedWords(all(1200))).toBe(
    '1,200 documents were made by other agents: no verifier applies to them, and they pass.',
  )
})

test('verifiers that do not apply to as many documents share a sentence', () => {
  const some = [
    { verifier: 'replays', count: 3 },
    { verifier: 'causal', count: 3 },
    { verifier: 'original', count: 1 },
  ]
  expect(unappliedWords(some)).toBe(
    '3 documents were made by other agents: replays, causal do not apply to them, and they pass. ' +
      '1 document was made by other agents: original does not apply to it, and it passes.',
  )
  expect(unappliedWords([])).toBe('')
})
