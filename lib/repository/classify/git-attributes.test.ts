import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readAttributes } from './git-attributes'

const folder = mkdtempSync(path.join(tmpdir(), 'retrace-attributes-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
execFileSync('git', ['init', '--quiet'], { cwd: folder })

/** Which of the paths git gives the attribute to. */
function askGit(files: Record<string, string>, paths: string[]): string[] {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  const asked = ['check-attr', '-z', '--stdin', 'linguist-generated']
  const answer = execFileSync('git', asked, { cwd: folder, input: paths.map((each) => `${each}\0`).join('') })
  const fields = answer.toString().split('\0')
  return paths.filter((_, at) => fields[at * 3 + 2] === 'set')
}

const names = ['a', 'b', 'ab', 'a.ts', 'b.ts', '.a', 'x y']
const word = fc.constantFrom(...names, '*', '**', '?', 'a*', '*.ts', '[ab]', '[!a]', '[a-b].ts', '\\a', 'a**b')
const pattern = fc
  .tuple(fc.constantFrom('', '/'), fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '/'))
  .map(([start, words, end]) => start + words.join('/') + end)
  // In quotes a backslash has another meaning.
  .filter((glob) => !(glob.includes(' ') && glob.includes('\\')))
const lines = fc
  .array(fc.tuple(pattern, fc.constantFrom('linguist-generated', '-linguist-generated', 'text')), { maxLength: 4 })
  .map((rules) =>
    rules.map(([glob, attribute]) => `${glob.includes(' ') ? `"${glob}"` : glob} ${attribute}\n`).join(''),
  )

test('attributes are given to the paths that git gives them to', () => {
  const paths = names.flatMap((a) => [a, ...names.flatMap((b) => [`${a}/${b}`, `${a}/${b}/a.ts`])])
  const property = fc.property(lines, lines, (root, inner) => {
    const files = { '.gitattributes': root, 'a/.gitattributes': inner }
    const attributesOf = readAttributes(Object.entries(files).map(([name, text]) => ({ path: name, text })))
    expect(paths.filter((each) => attributesOf(each).isGenerated)).toEqual(askGit(files, paths))
  })
  fc.assert(property, { numRuns: 60, seed: 7 })
})

test('each attribute is read, in each of its forms', () => {
  const text = [
    '# comment linguist-vendored',
    '*.x linguist-language=C++ linguist-vendored=false linguist-generated=true',
    '"a b.x" linguist-documentation -linguist-detectable',
    'c.x !linguist-language',
  ].join('\r\n')
  const attributesOf = readAttributes([{ path: '.gitattributes', text }])
  expect(attributesOf('d/e.x')).toEqual({ language: 'C++', isVendored: false, isGenerated: true })
  expect(attributesOf('a b.x')).toMatchObject({ isDocumentation: true, isDetectable: false })
  expect(attributesOf('c.x').language).toBeUndefined()
  expect(attributesOf('comment')).toEqual({})
})
