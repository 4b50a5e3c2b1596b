import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { History } from '@/lib/repository/history'
import { openLocal } from '@/lib/repository/open-local'
import { gitIn, writeFiles } from '@/lib/repository/testing/work-tree'

const root = mkdtempSync(path.join(tmpdir(), 'retrace-history-test-'))
const work = path.join(root, 'work')
const { signal } = new AbortController()
afterAll(() => rmSync(root, { recursive: true, force: true }))

function commit(message: string): string {
  gitIn(work, 'add', '--all')
  gitIn(work, 'commit', '--quiet', '--message', message)
  return gitIn(work, 'rev-parse', 'HEAD')
}

const long = Array.from({ length: 30 }, (_, at) => `export const a${at} = ${at}\n`).join('')
const commits: string[] = []

beforeAll(() => {
  mkdirSync(work)
  gitIn(work, 'init', '--quiet')
  writeFiles(work, { 'src/a.ts': long, 'logo.png': Buffer.from([0x89, 0]), 'package-lock.json': '{}' })
  commits.push(commit('One'))
  gitIn(work, 'mv', 'src/a.ts', 'src/ü b.ts')
  writeFiles(work, { 'src/ü b.ts': `${long}// more\n` })
  commits.push(commit('Rename\n\nWith a body\nof two lines, and a :100644 in it.'))
  gitIn(work, 'checkout', '--quiet', '-b', 'topic')
  writeFiles(work, { 'docs/x.md': '# x\n' })
  commit('On a branch')
  gitIn(work, 'checkout', '--quiet', 'main')
  gitIn(work, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'topic')
  commits.push(gitIn(work, 'rev-parse', 'HEAD'))
  gitIn(work, 'commit', '--quiet', '--allow-empty', '--message', 'Nothing')
  commits.push(gitIn(work, 'rev-parse', 'HEAD'))
  gitIn(work, 'rm', '--quiet', 'docs/x.md')
  writeFileSync(Buffer.concat([Buffer.from(`${work}/`), Buffer.from('caf\xe9.txt', 'latin1')]), 'x\n')
  commits.push(commit('Remove'))
})

async function read(depth: number, options: { folder?: string; path?: string } = {}): Promise<History> {
  const scratch = mkdtempSync(path.join(root, 'scratch-'))
  const tree = await openLocal({ path: work, ...options, scratch, signal })
  return tree.readHistory!(depth, signal)
}

const shown = ({ commits }: History) =>
  commits.map(({ message, changes }) => [message.split('\n')[0], ...changes.map(({ kind, path }) => `${kind} ${path}`)])

test('the history is the line of first parents, newest first, with what each commit changed', async () => {
  const history = await read(100)
  expect(history.commits.map((each) => each.commit)).toEqual(commits.toReversed())
  expect(shown(history)).toEqual([
    ['Remove', 'added "caf\\351.txt"', 'deleted docs/x.md'],
    ['Nothing'],
    ['Merge', 'added docs/x.md'],
    ['Rename', 'renamed src/ü b.ts'],
    ['One', 'added logo.png', 'added package-lock.json', 'added src/a.ts'],
  ])
  expect(history.commits[3]).toMatchObject({
    author: 'Ada',
    message: 'Rename\n\nWith a body\nof two lines, and a :100644 in it.',
    changes: [{ fromPath: 'src/a.ts' }],
  })
})

test('contents are kept where an import would include them, each once', async () => {
  const { commits, contents } = await read(100)
  const kept = commits.flatMap(({ changes }) => changes).filter(({ sha256 }) => sha256)
  expect(kept.map(({ path }) => path)).toEqual(['docs/x.md', 'src/ü b.ts', 'src/a.ts'])
  expect(contents.map(({ bytes }) => bytes.toString())).toEqual(['# x\n', `${long}// more\n`, long])
})

test('what was modified or renamed has its content before it, also when the commit that left it is not read', async () => {
  const { commits, contents } = await read(4)
  const [rename] = commits[3]!.changes
  expect(contents.find(({ sha256 }) => sha256 === rename?.fromSha256)?.bytes.toString()).toBe(long)
  const others = commits.slice(0, 3).flatMap(({ changes }) => changes)
  expect(others.map(({ fromSha256 }) => fromSha256)).toEqual(others.map(() => undefined))
})

test('a content that the copy lacks is absent, and the rest is read', async () => {
  const copy = path.join(root, 'partial')
  gitIn(root, 'clone', '--quiet', '--no-hardlinks', work, copy)
  writeFiles(copy, { 'src/ü b.ts': 'export {}\n', 'README.md': '# One\n' })
  gitIn(copy, 'add', '--all')
  gitIn(copy, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '--message', 'Anew')
  const object = gitIn(copy, 'rev-parse', 'HEAD~1:src/ü b.ts')
  rmSync(path.join(copy, '.git/objects', object.slice(0, 2), object.slice(2)), { force: true })
  const [anew] = (await read(1, { path: copy })).commits
  expect(anew?.changes).toMatchObject([
    { path: 'README.md', kind: 'added', sha256: expect.any(Buffer), fromSha256: undefined },
    { path: 'src/ü b.ts', kind: 'modified', sha256: expect.any(Buffer), fromSha256: undefined },
  ])
})

test('no more commits are read than were asked for', async () => {
  expect(shown(await read(2)).map(([message]) => message)).toEqual(['Remove', 'Nothing'])
})

test('of a folder only what lies in it is told, relative to it', async () => {
  expect(shown(await read(100, { folder: 'src' }))).toEqual([
    ['Remove'],
    ['Nothing'],
    ['Merge'],
    ['Rename', 'renamed ü b.ts'],
    ['One', 'added a.ts'],
  ])
})

test('the oldest commit of a shallow copy changed nothing that is known', async () => {
  gitIn(root, 'clone', '--quiet', '--depth=2', `file://${work}`, 'shallow')
  const history = await read(100, { path: path.join(root, 'shallow') })
  expect(shown(history)).toEqual([['Remove', 'added "caf\\351.txt"', 'deleted docs/x.md'], ['Nothing']])
})
