import { expect, test } from 'vitest'
import { parseGitVersion, requirePins } from './git-version'

test.each([
  ['git version 2.39.5 (Apple Git-154)\n', { major: 2, minor: 39 }],
  ['git version 2.45.1.windows.1\n', { major: 2, minor: 45 }],
  ['git version 2.9\n', { major: 2, minor: 9 }],
  ['git version 3.0.0-rc1\n', { major: 3, minor: 0 }],
  ['git version 2.37.GIT\n', { major: 2, minor: 37 }],
  ['hub version 2.14.2\n', undefined],
  ['', undefined],
])('%j is read', (said, version) => {
  expect(parseGitVersion(said)).toEqual(version)
})

test.each(['git version 2.37.0', 'git version 2.100.0', 'git version 3.0.0'])('%s keeps a name pinned', (said) => {
  expect(() => requirePins(said)).not.toThrow()
})

test.each([
  ['git version 2.36.6', /git 2\.37 or later, and this machine has 2\.36\./],
  ['git version 2.4.11 (Apple Git-61)', /this machine has 2\.4\./],
  ['git version 1.99.0', /this machine has 1\.99\./],
  ['something else', /does not tell its version/],
])('%s is refused', (said, sentence) => {
  expect(() => requirePins(said)).toThrow(expect.objectContaining({ code: 'unavailable' }))
  expect(() => requirePins(said)).toThrow(sentence)
})
