import { expect, test } from 'vitest'
import { candidateAddress } from './candidate-address'

test('the address keeps the step and the revision, and opens the candidates with this one', () => {
  const address = new URL(candidateAddress('https://x.test/trajectories/t?step=41&revision=2&span=1-3&rail=files', 'c'))
  expect(Object.fromEntries(address.searchParams)).toEqual({
    step: '41',
    revision: '2',
    rail: 'candidates',
    candidate: 'c',
  })
})
