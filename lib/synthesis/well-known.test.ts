import { expect, test } from 'vitest'
import { wellKnown } from './well-known'

test('files that everybody knows are told by their names, and code that is only named alike is not', () => {
  const known = ['README.md', 'docs/changelog.md', 'LICENSE-MIT', 'COPYING', '.github/workflows/ci.yml', 'a/App.csproj']
  const others = ['src/history.ts', 'lib/license-checker.js', 'src/security.py', 'news.go', 'readme-loader.ts']
  expect(known.filter((path) => !wellKnown(path))).toEqual([])
  expect(others.filter((path) => wellKnown(path))).toEqual([])
})
