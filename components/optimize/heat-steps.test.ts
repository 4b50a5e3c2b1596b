import { expect, test } from 'vitest'
import type { Heat } from '@/lib/optimize/heat'
import { headLines } from '@/lib/optimize/optimization'
import { heatSpans, heatStep, heatTokenAt, sumHeat } from './heat-steps'

function heatOf(tokens: readonly string[], before: number[], after = before, baseline = before): Heat {
  const starts = tokens.map((_, index) => tokens.slice(0, index).join('').length)
  const text = tokens.join('')
  return { path: 'a.ts', text, starts, baseline, before, after, scorer: 'one', isEmbedded: true }
}

const natsOf = (bits: number) => bits * Math.LN2

test('surprise has a step for each doubling, from one bit to 32', () => {
  const heat = heatOf(['a', 'b', 'c', 'd'], [0.9, 1.01, 9, 400].map(natsOf), [3, 3, 3, 3].map(natsOf), [5, 5, 5, 5])
  expect([0, 1, 2, 3].map((token) => heatStep(heat, 'before', token))).toEqual([0, 1, 4, 6])
  expect(heatStep(heat, 'after', 0)).toBe(2)
  expect(heatStep(heat, 'baseline', 0)).toBe(3)
})

test('the difference is positive where the token became more likely, and nothing where it hardly changed', () => {
  const heat = heatOf(['a', 'b', 'c', 'd', 'e'], [9, 5, 5, 1, 1].map(natsOf), [0.9, 4.4, 4.9, 3.1, 12].map(natsOf))
  expect([0, 1, 2, 3, 4].map((token) => heatStep(heat, 'difference', token))).toEqual([3, 1, 0, -2, -3])
})

test('neighbours of one step are one piece, and step 0 is none', () => {
  const heat = heatOf(['let', ' ', 'x', '=', '1'], [2.1, 3.9, 5, 0.2, 5].map(natsOf))
  expect(heatSpans(heat, 'before')).toEqual([
    { start: 0, end: 4, step: 2 },
    { start: 4, end: 5, step: 3 },
    { start: 6, end: 7, step: 3 },
  ])
})

test('a place of the text is told its token with all its numbers', () => {
  const heat = heatOf(['let', ' ', 'name'], [1, 2, 3], [4, 5, 6], [7, 8, 9])
  expect(heatTokenAt(heat, 5)).toEqual({ start: 4, end: 8, text: 'name', before: 3, after: 6, baseline: 9 })
  expect(heatTokenAt(heat, 0)?.text).toBe('let')
  expect(heatTokenAt(heat, 8)).toBeUndefined()
  expect(heatTokenAt(heatOf([], []), 0)).toBeUndefined()
})

test('the first lines are summed apart, with the tokens that begin in them', () => {
  const lines = Array.from({ length: headLines + 2 }, (_, line) => [`é${line}`, '\n']).flat()
  const heat = heatOf(
    lines,
    lines.map(() => 1),
    lines.map(() => 0.5),
  )
  const { bytes, total, head } = sumHeat(heat)
  expect(bytes).toBe(heat.text.length + headLines + 2)
  expect(total).toEqual({ baseline: lines.length, before: lines.length, after: lines.length / 2 })
  expect(head).toEqual({ baseline: 2 * headLines, before: 2 * headLines, after: headLines })
})

test('in a text of few lines all lines are the first ones', () => {
  const { total, head } = sumHeat(heatOf(['a', '\n', 'b'], [1, 2, 3]))
  expect(head).toEqual(total)
})
