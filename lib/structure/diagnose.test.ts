import { expect, test } from 'vitest'
import { openChecker } from './checker'
import { renderDiagnostics } from './diagnostic'
import type { Outline } from './outline'
import { readOutline, type TextFile } from './read-outlines'

/** What a check of `path` says in a tree, where the files of `final` are planned. */
async function check(path: string, tree: Record<string, string>, final: Record<string, string> = tree) {
  const files = new Map(Object.entries(tree))
  const checker = openChecker({
    files,
    drafts: files,
    planned: new Set(Object.keys(final)),
    promised: (other) => final[other],
  })
  return renderDiagnostics(path, await checker.check(path))
}

test('a file that is as it was promised, in a tree that has what it imports, has no problems', async () => {
  const tree = { 'a.ts': 'export const a = 1\n', 'b.ts': "import { a } from './a'\nexport const b = a\n" }
  expect(await check('b.ts', tree)).toBe('No problems found.\n')
})

test('text that does not parse is an error at its line', async () => {
  const final = { 'a.py': 'def a():\n    return 1\n' }
  expect(await check('a.py', { 'a.py': 'x = 1\ndef a(:\n    return 1\n' }, final)).toMatch(
    /^a\.py:2: error: .* \[syntax\]\n/,
  )
})

test('a gap of the parser, which the promised text has too, says nothing', async () => {
  expect(await check('a.py', { 'a.py': 'def a(:\n' })).toBe('No problems found.\n')
})

test('an import of a planned file waits, one of no file is an error, one of a package is neither', async () => {
  const source = "import { a } from './a'\nimport { z } from './z'\nimport { p } from 'package'\nexport const b = 1\n"
  expect(await check('b.ts', { 'b.ts': source }, { 'a.ts': 'export const a = 1\n', 'b.ts': source })).toBe(
    'b.ts:1: warning: ./a leads to a.ts, which is planned but not written yet [unresolved-import]\n' +
      'b.ts:2: error: Cannot find ./z [unresolved-import]\n',
  )
})

test.each([
  ['b.ts', "import { c } from './a'\n", 'a.ts', 'export const a = 1\n', 'a.ts does not export c'],
  ['b.ts', "import c from './a'\n", 'a.ts', 'export const a = 1\n', 'a.ts has no default export'],
  ['b.py', 'from a import c\n', 'a.py', 'a = 1\n', 'a.py does not export c'],
])('%s: a name that the imported file does not have is missing', async (path, text, other, content, message) => {
  expect(await check(path, { [path]: text, [other]: content })).toBe(`${path}:1: error: ${message} [missing-name]\n`)
})

test.each([
  ['b.ts', "import { c } from './a'\n", 'a.ts', "export * from 'elsewhere'\n"],
  ['b.js', "const { c } = require('./a')\n", 'a.js', 'module.exports = make()\n'],
  ['b.py', 'from a import c\n', 'a.py', 'from d import e as c\n'],
  ['b.py', 'from a import c\n', 'a.py', 'def __getattr__(name): return 1\n'],
  ['b.ts', "import picture from './a.svg'\n", 'a.ts', 'export const a = 1\n'],
])('%s: a name that the imported file may have at run time is not missing', async (path, text, other, content) => {
  expect(await check(path, { [path]: text, [other]: content })).toBe('No problems found.\n')
})

test('what was promised and is absent or declared otherwise is an error; what nobody else sees is not', async () => {
  const final =
    'export class Queue {\n  add(task: string) {}\n  next() {}\n}\nexport const limit = 1\nfunction helper() {}\nexport default Queue\n'
  const draft = 'export class Queue {\n  add() {}\n}\n'
  expect(await check('q.ts', { 'q.ts': draft }, { 'q.ts': final })).toBe(
    'q.ts:1: error: Missing: Queue.next is planned for this file [missing-export]\n' +
      'q.ts:1: error: Missing: limit is planned for this file [missing-export]\n' +
      'q.ts:1: error: Missing: the default export is planned for this file [missing-export]\n' +
      'q.ts:2: error: Queue.add is declared as `add()`, planned as `add(task: string)` [mismatched-signature]\n',
  )
})

test.each([
  ['a.json', '{ "a": 1 }\n', 'No problems found.\n'],
  ['a.json', '{\n  "a": 1,,\n}\n', 'a.json:2: error: This is not valid JSON [invalid-json]\n'],
  ['a.json', '{ "a": 1, } // no\n', 'a.json:1: error: This is not valid JSON [invalid-json]\n'],
  ['a.json', '', 'a.json:1: error: An empty file is not JSON [invalid-json]\n'],
  ['tsconfig.json', '{ "a": 1, } // fine\n', 'No problems found.\n'],
  ['.vscode/settings.json', '{ /* fine */ }\n', 'No problems found.\n'],
  ['tsconfig.json', '{ "a": }\n', 'tsconfig.json:1: error: This is not valid JSON [invalid-json]\n'],
  ['a.yaml', 'a: 1\n---\nb: [1]\n', 'No problems found.\n'],
  ['a.yaml', 'a: 1\nb: [1\nc: 2\n', /^a\.yaml:3: error: .+ \[invalid-yaml\]\n/],
  ['a.toml', 'a = 1\n', 'No problems found.\n'],
  ['a.toml', 'a = 1\nb = \n', 'a.toml:2: error: Invalid value [invalid-toml]\n'],
])('%s: data is read by the parser of its format', async (path, text, expected) => {
  const said = await check(path, { [path]: text })
  if (typeof expected === 'string') expect(said).toBe(expected)
  else expect(said).toMatch(expected)
})

test('an import through a manifest that is not written yet leads where the plan says', async () => {
  const final = {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "our/*": ["./src/*"] } } }',
    'src/a.ts': 'export const a = 1\n',
    'src/b.ts': "import { a } from 'our/a'\n",
  }
  expect(await check('src/b.ts', { 'src/b.ts': final['src/b.ts'] }, final)).toBe(
    'src/b.ts:1: warning: our/a leads to src/a.ts, which is planned but not written yet [unresolved-import]\n',
  )
})

test('only the first fifty are shown, and the others counted', async () => {
  const imports = Array.from({ length: 60 }, (_, index) => `import './missing-${index}'\n`).join('')
  const said = await check('a.ts', { 'a.ts': imports })
  expect(said.split('\n')).toHaveLength(52)
  expect(said).toMatch(/and 10 more\n$/)
})

test('a text is parsed once, and what changes is seen by the next look', async () => {
  const files = new Map([['a.ts', 'export const a = 1\n']])
  const parsed: string[] = []
  const read = async (file: TextFile): Promise<Outline | undefined> => {
    parsed.push(file.path)
    return readOutline(file)
  }
  const checker = openChecker(
    { files, drafts: files, planned: new Set(['a.ts', 'b.ts']), promised: () => undefined },
    read,
  )
  files.set('b.ts', "import { b } from './a'\n")
  expect(await checker.check('b.ts')).toHaveLength(1)
  expect(await checker.check('b.ts')).toHaveLength(1)
  expect(parsed).toEqual(['a.ts', 'b.ts'])
  files.set('a.ts', 'export const b = 1\n')
  expect(await checker.check('b.ts')).toEqual([])
  expect(parsed).toEqual(['a.ts', 'b.ts', 'a.ts'])
})

test('a manifest that is written later changes where imports lead', async () => {
  const files = new Map([
    ['src/b.ts', "import { c } from 'our/a'\n"],
    ['src/a.ts', 'export const a = 1\n'],
  ])
  const checker = openChecker({
    files,
    drafts: files,
    planned: new Set([...files.keys(), 'tsconfig.json']),
    promised: () => undefined,
  })
  expect(await checker.check('src/b.ts')).toEqual([])
  files.set('tsconfig.json', '{ "compilerOptions": { "paths": { "our/*": ["./src/*"] } } }')
  expect(await checker.check('src/b.ts')).toMatchObject([{ code: 'missing-name' }])
})
