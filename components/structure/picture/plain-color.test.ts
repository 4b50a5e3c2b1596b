import { expect, test } from 'vitest'
import { plainColor } from './plain-color'

test.each([
  ['color(srgb 1 0.5 0)', '#ff8000', 1],
  ['color(srgb 0.2 0.4 0.6 / 0.25)', '#336699', 0.25],
  ['color(srgb 1.2 -0.1 1e-7 / 0)', '#ff0000', 0],
  ['color(srgb none 1 1)', '#00ffff', 1],
  ['rgb(0, 114, 178)', '#0072b2', 1],
  ['rgba(0, 0, 0, 0.5)', '#000000', 0.5],
])('%s is %s, of which there is %s', (computed, hex, opacity) => {
  expect(plainColor(computed)).toEqual({ hex, opacity })
})

test('what is no colour of sRGB is none', () => {
  expect(['none', 'context-stroke', 'oklch(0.5 0.1 20)'].map(plainColor)).toEqual([undefined, undefined, undefined])
})
