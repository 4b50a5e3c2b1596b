import { expect, test } from 'vitest'
import { squash, stretchTable } from './logistic'

test('squash is the inverse of stretch', () => {
  stretchTable.forEach((stretched, index) => {
    expect(squash(stretched)).toBeCloseTo((index + 0.5) / 4096, 5)
  })
})

test('squash grows with its argument and stays strictly between 0 and 1', () => {
  let last = 0
  for (let x = -13; x <= 13; x += 0.01) {
    const probability = squash(x)
    expect(probability).toBeGreaterThanOrEqual(last)
    expect(probability).toBeGreaterThan(0)
    expect(probability).toBeLessThan(1)
    last = probability
  }
})
