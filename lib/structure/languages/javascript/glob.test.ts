import { posix } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesGlob } from './glob'

const part = fc.stringMatching(/^[a-c.*@-]{0,4}$/)
/** As in paths of a repository. */
const name = fc.stringMatching(/^[a-c.@-]{1,4}$/).filter((each) => each !== '.' && each !== '..')
const joined = (parts: fc.Arbitrary<string>) =>
  fc.array(parts, { minLength: 1, maxLength: 4 }).map((all) => all.join('/'))

test('a pattern matches what it matches for Node.js', () => {
  fc.assert(
    fc.property(joined(part), joined(name), (pattern, path) => {
      expect(matchesGlob(path, pattern)).toBe(posix.matchesGlob(path, pattern))
    }),
    { numRuns: 20_000 },
  )
})

test.each([
  ['packages/a', 'packages/*', true],
  ['packages/a/b', 'packages/*', false],
  ['packages/.a', 'packages/*', false],
  ['packages/a/b', 'packages/**', true],
  ['apps/web', '{apps,packages}/*', true],
  ['packages', 'packages/*', false],
])('%s is matched by %s: %s', (path, pattern, isMatch) => {
  expect(matchesGlob(path, pattern)).toBe(isMatch)
})
