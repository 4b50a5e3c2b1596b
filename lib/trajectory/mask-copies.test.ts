import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyRatio } from './copy-ratio'
import { maskCopies } from './mask-copies'

const target = `export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value))
}
`

test('runs of the target go, the words around them stay', () => {
  const thought = 'It will be Math.min(high, Math.max(low, value)) in the end.\n'
  expect(maskCopies(thought, target, '')).toBe('It will be … in the end.\n')
})

test('single names stay: they say what is meant, not how it is done', () => {
  const thought = 'The function `clamp` takes a value, a low and a high bound, and uses `Math`.\n'
  expect(maskCopies(thought, target, '')).toBe(thought)
})

test('what was visible before is no copy', () => {
  const thought = 'It returns Math.min(high, Math.max(low, value)).\n'
  expect(maskCopies(thought, target, `seen: ${target}`)).toBe(thought)
})

test('fenced code goes, whatever it holds', () => {
  expect(maskCopies('First.\n\n```js\nconst a = 1\n```\n\nThen.\n', target, '')).toBe('First.\n\n\n\nThen.\n')
})

test('what is left copies nothing that the copy ratio would count', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '(', ')', '.', 'e1'), { maxLength: 60 })
  const text = words.map((all) => all.join(' '))
  fc.assert(
    fc.property(text, text, text, (thought, file, visible) => {
      const masked = maskCopies(thought, file, visible)
      expect(copyRatio(file, masked, visible)).toBe(0)
      expect(maskCopies(masked, file, visible).length).toBeLessThanOrEqual(masked.length)
    }),
    { numRuns: 300 },
  )
})
