import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hitsOf, patternOf } from './find'
import { openMatcher } from './open-matcher'

const ask = (words: string, text: string, isRegex = false, isCaseSensitive = true) =>
  openMatcher(patternOf({ words, isRegex, isCaseSensitive }), 100)(text, 500)

test('words are found as they are, wherever they stand and whatever they are made of', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 })
  fc.assert(
    fc.property(
      text,
      text.filter((words) => words !== ''),
      text,
      (before, words, after) => {
        const all = `${before}${words}${after}`
        const { matches } = ask(words, all)
        expect(matches.length).toBeGreaterThan(0)
        for (const [offset, length] of matches) expect(all.slice(offset, offset + length)).toBe(words)
      },
    ),
  )
})

test('every hit says its line and shows its words in it', () => {
  const text = 'one\ntwo needle\n\n👩‍💻 needle needle\n'
  const hits = hitsOf(text, ask('needle', text).matches, { position: 7, place: 'text' })
  expect(hits.map(({ line }) => line)).toEqual([2, 4, 4])
  for (const { context, from, to } of hits) expect(context.slice(from, to)).toBe('needle')
})

test('an expression without end is stopped at its deadline, and empty matches are none', () => {
  const began = performance.now()
  expect(() => ask('(a+)+$', `${'a'.repeat(40)}b`, true)).toThrow(/takes too long/)
  expect(performance.now() - began).toBeLessThan(5000)
  expect(ask('x*', 'abc', true)).toEqual({ matches: [], count: 0 })
  expect(ask('^B', 'a\nb', true, false)).toEqual({ matches: [[2, 1]], count: 1 })
})
