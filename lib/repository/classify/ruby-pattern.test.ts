import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readLinguistData, readPathPatterns } from './linguist-data'
import { rubyPattern } from './ruby-pattern'

describe('a Ruby pattern', () => {
  test.each([
    ['\\Aab', 'ab', true],
    ['\\Aab', 'x\nab', false],
    ['^ab$', 'x\nab\ny', true],
    ['ab\\z', 'ab\n', false],
    ['ab\\Z', 'ab\n', true],
    ['(?i)AB', 'ab', true],
    ['(?im)a.b', 'A\nB', true],
    ['a.b', 'a\nb', false],
    ['(?x) a b [ ] c', 'ab c', true],
    ['\\h{4}', '09aF', true],
    ['(?:ab)*+c', 'ababc', true],
    ['a\\++b', 'a++b', true],
    ['[*+]+x', '+*x', true],
    ['^(?<part>\\d(?:x)?)-\\g<part>$', '1x-2', true],
    ['^(?<part>\\d(?:x)?)-\\g<part>$', '1x-x', false],
    ['^\\s*(?i:end)', 'END', true],
  ])('%s over %j: %s', (source, text, isMatch) => expect(rubyPattern(source).test(text)).toBe(isMatch))
})

function patternsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(patternsIn)
  const record = z.record(z.string(), z.unknown()).parse(value)
  return Object.entries(record).flatMap(([key, inner]) =>
    ['language', 'extensions', 'named_pattern'].includes(key) ? [] : patternsIn(inner),
  )
}

test.each(['vendor.yml', 'documentation.yml', 'generated.rb'])('every pattern of %s converts', (name) => {
  const patterns = readPathPatterns(name)
  expect(patterns.length).toBeGreaterThan(10)
  for (const pattern of patterns) expect(() => rubyPattern(pattern)).not.toThrow()
})

describe('heuristics.yml', () => {
  const patterns = patternsIn(readLinguistData('heuristics.yml'))

  test('every pattern converts', () => {
    expect(patterns.length).toBeGreaterThan(300)
    for (const pattern of patterns) expect(() => rubyPattern(pattern)).not.toThrow()
  })
})
