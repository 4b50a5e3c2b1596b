import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyRatio, longestCopy, prepareCopyTarget } from './copy-ratio'

const target = 'export function add(first, second) {\n  return first + second\n}\n'

test('a thought that is the target copies all of it', () => {
  expect(copyRatio(target, target, '')).toBe(1)
  expect(longestCopy(target, target, '')).toBe(target.length)
})

test('what is already visible is not copied', () => {
  expect(copyRatio(target, target, `before ${target} after`)).toBe(0)
  expect(longestCopy(target, target, `before ${target} after`)).toBe(0)
})

test('names in prose are no copy; eight tokens in a row are, whatever the white space', () => {
  expect(copyRatio(target, 'add takes first and second and returns their sum', '')).toBe(0)
  expect(copyRatio(target, 'so:\nfunction add( first,second ) {', '')).toBeCloseTo(1 / 7, 12)
})

test('without a thought, a target or eight tokens nothing is copied', () => {
  expect(copyRatio(target, '', '')).toBe(0)
  expect(copyRatio('', target, '')).toBe(0)
  expect(copyRatio('one two', 'one two', '')).toBe(0)
  expect(longestCopy(target, '', '')).toBe(0)
})

const word = fc.constantFrom('a', 'b', '(', ' ')
const letters = (maxLength: number) => fc.array(word, { maxLength, size: 'max' }).map((words) => words.join(''))

test('the longest copy is what comparing all substrings finds', () => {
  fc.assert(
    fc.property(letters(30), letters(12), letters(30), (text, thought, visible) => {
      let longest = 0
      for (let start = 0; start < thought.length; start += 1) {
        for (let end = start + 1; end <= thought.length; end += 1) {
          const part = thought.slice(start, end)
          if (text.includes(part) && !visible.includes(part)) longest = Math.max(longest, part.length)
        }
      }
      expect(longestCopy(text, thought, visible)).toBe(longest)
    }),
    { numRuns: 2000 },
  )
})

test('the ratio is what comparing all pairs of n-grams finds', () => {
  const tokens = fc.array(fc.constantFrom('x', 'y', ';'), { maxLength: 40, size: 'max' })
  const grams = (list: string[]) => list.slice(7).map((_, start) => list.slice(start, start + 8).join(' '))
  fc.assert(
    fc.property(tokens, tokens, tokens, (text, thought, visible) => {
      const all = grams(text)
      const copied = all.filter((gram) => grams(thought).includes(gram) && !grams(visible).includes(gram))
      const ratio = all.length === 0 ? 0 : copied.length / all.length
      expect(copyRatio(text.join(' '), thought.join('\n'), visible.join(' '))).toBeCloseTo(ratio, 12)
      const meter = prepareCopyTarget(text.join(' ')).besides(visible.join(' '))
      expect(meter(text.join(' '))).toBe(copyRatio(text.join(' '), text.join(' '), visible.join(' ')))
      expect(meter(thought.join('\n'))).toBeCloseTo(ratio, 12)
    }),
  )
})

test('a megabyte takes a moment, not minutes', () => {
  const large = Array.from({ length: 40_000 }, (_, line) => `const value${line} = compute(${line % 97})\n`).join('')
  const start = performance.now()
  expect(copyRatio(large, large.slice(0, 5000), '')).toBeGreaterThan(0)
  expect(longestCopy(large, large.slice(0, 5000), large.slice(9000))).toBeGreaterThan(4000)
  expect(performance.now() - start).toBeLessThan(5000)
})
