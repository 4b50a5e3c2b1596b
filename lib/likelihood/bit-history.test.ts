import { expect, test } from 'vitest'
import { historyOnes, historyZeros, nextHistory } from './bit-history'

function after(bits: string): number {
  return [...bits].reduce((state, bit) => nextHistory[state * 2 + Number(bit)]!, 0)
}

test('a short history counts its zeros and ones', () => {
  const state = after('0001')
  expect([historyZeros[state], historyOnes[state]]).toEqual([3, 1])
  expect(historyOnes[after('111')]).toBe(3)
})

test('the order of a short mixed history matters', () => {
  expect(after('01')).not.toBe(after('10'))
})

test('a surprise makes a long run forget most of itself', () => {
  const run = after('0'.repeat(40))
  expect(historyZeros[run]).toBe(20)
  const surprised = nextHistory[run * 2 + 1]!
  expect(historyZeros[surprised]).toBeLessThan(8)
  expect(historyOnes[surprised]).toBe(1)
})

test('no bit leads back to the history that has seen nothing', () => {
  for (let state = 0; state < 255; state += 1) {
    expect(nextHistory[state * 2]).not.toBe(0)
    expect(nextHistory[state * 2 + 1]).not.toBe(0)
  }
})
