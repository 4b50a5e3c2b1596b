import { expect, test } from 'vitest'
import { symbolAt } from './symbol-at'

test('the innermost symbol is the one at a line, and between symbols there is none', () => {
  const [outer, inner, next] = [
    { startLine: 2, endLine: 20 },
    { startLine: 5, endLine: 8 },
    { startLine: 9, endLine: 9 },
  ]
  const at = (line: number) => symbolAt([outer, inner, next], line)
  expect([1, 2, 6, 9, 12, 21].map(at)).toEqual([undefined, outer, inner, next, outer, undefined])
})
