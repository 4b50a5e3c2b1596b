import { expect, test } from 'vitest'
import { pathWords } from './path-words'

const none = { languages: [], roles: [], kinds: [] }

test('a way is counted in steps, and no way is one only among what was looked at', () => {
  expect(pathWords([4, 2], none)).toBe('1 step along the uses')
  expect(pathWords('none', none)).toMatch(/^No way leads/)
  expect(pathWords('none', { ...none, kinds: ['import'] })).toMatch(/^Along the uses that the filters leave, no way/)
})

test('a way that could not be looked for is not one of no steps', () => {
  expect(pathWords(undefined, none)).toBe('The graph does not have both of these files.')
})
