import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { limits } from '@/lib/repository/limits'
import { makeTar } from '@/lib/repository/testing/make-tar'
import { makeZip } from '@/lib/repository/testing/make-zip'
import { gitIn, writeFiles } from '@/lib/repository/testing/work-tree'
import type { Tree } from '@/lib/repository/tree'
import { openArchiveFile, openTreeOf } from './open-archive'

const root = mkdtempSync(path.join(tmpdir(), 'retrace-archive-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const { signal } = new AbortController()
let count = 0

async function openBytes(bytes: Buffer, folder?: string): Promise<Tree> {
  const file = path.join(root, `archive-${count++}`)
  writeFileSync(file, bytes)
  return openTreeOf(await openArchiveFile(file), folder, signal)
}

async function contentsOf(tree: Tree): Promise<Record<string, string>> {
  const wanted = tree.entries.filter((entry) => entry.mode.startsWith('100') && !entry.nameProblem)
  const contents: Record<string, string> = {}
  for await (const [entry, content] of tree.read(wanted, signal)) contents[entry.path] = String(content)
  return contents
}

const problems = (tree: Tree) => Object.fromEntries(tree.entries.map((entry) => [entry.path, entry.nameProblem]))

const files = {
  'src/a.ts': 'export const a = 1\n',
  'src/ü.md': '# Ü\n',
  'README.md': '',
  [`${'deep/'.repeat(40)}x`]: 'x',
}

describe('an archive of git', () => {
  const work = path.join(root, 'work')
  const archive = (...args: string[]) =>
    execFileSync('git', ['archive', ...args, 'HEAD'], { cwd: work, maxBuffer: 1 << 24 })
  let head = ''

  test.each<[string, () => Buffer]>([
    ['tar', () => archive('--format=tar')],
    ['tar.gz', () => gzipSync(archive('--format=tar'))],
    ['tar.zst', () => zstdCompressSync(archive('--format=tar'))],
    ['zip', () => archive('--format=zip')],
    ['zip with a folder around it', () => archive('--format=zip', '--prefix=work-main/')],
    ['tar.gz with a folder around it', () => gzipSync(archive('--format=tar', '--prefix=work-main/'))],
  ])('is read as what was committed, at its commit: %s', async (_, make) => {
    if (head === '') {
      gitIn(root, 'init', '--quiet', 'work')
      writeFiles(work, files)
      gitIn(work, 'add', '.')
      gitIn(work, 'commit', '--quiet', '--message', 'One')
      head = gitIn(work, 'rev-parse', 'HEAD')
    }
    const tree = await openBytes(make())
    expect(tree.commit).toBe(head)
    expect(await contentsOf(tree)).toEqual(files)
    const part = await openBytes(make(), 'src')
    expect(Object.keys(await contentsOf(part)).sort()).toEqual(['a.ts', 'ü.md'])
    await expect(openBytes(make(), 'lib')).rejects.toThrow('The archive has no folder “lib”.')
  })
})

const members = Object.entries(files).map(([name, content]) => ({ name, content }))

test('without a commit an archive is pinned at its content, however it is packed and in whatever order', async () => {
  const tar = await makeTar([{ name: './', type: 'directory' }, ...members])
  const trees = await Promise.all([tar, gzipSync(tar), makeZip(members.toReversed())].map((bytes) => openBytes(bytes)))
  expect(new Set(trees.map((tree) => tree.commit)).size).toBe(1)
  expect(trees[0]?.commit).toMatch(/^tree-[0-9a-f]{24}$/)
  const changed = await openBytes(makeZip(members.map((member) => ({ ...member, content: `${member.content}.` }))))
  expect(changed.commit).not.toBe(trees[0]?.commit)
})

describe('odd members', () => {
  const link = 0o120777
  const device = 0o060644

  test('of a zip are recorded with what is wrong with them', async () => {
    const tree = await openBytes(
      makeZip([
        { name: 'good.md', content: 'good\n' },
        { name: '../up.md', content: 'x' },
        { name: '/etc/passwd', content: 'x' },
        { name: 'a/../../b', content: 'x' },
        { name: '.git/config', content: 'x' },
        { name: Buffer.from('caf\xe9.txt', 'latin1'), content: 'x' },
        { name: 'link', content: '/etc/passwd', mode: link },
        { name: 'disk', mode: device },
        { name: 'secret.txt', content: 'x', isEncrypted: true },
        { name: `${'long/'.repeat(400)}x`, content: 'x' },
        { name: 'run.sh', content: 'x', mode: 0o100755 },
      ]),
    )
    const out = 'its path leads out of the repository'
    expect(problems(tree)).toMatchObject({
      'good.md': undefined,
      '../up.md': out,
      '/etc/passwd': out,
      'a/../../b': out,
      '.git/config': out,
      '"caf\\351.txt"': 'its name is not UTF-8 text',
      disk: 'a device, not a file',
      'secret.txt': 'encrypted',
    })
    expect(tree.entries.find(({ path }) => path.startsWith('long/'))?.nameProblem).toBe('its path is too long')
    expect(tree.entries.find(({ path }) => path === 'link')?.mode).toBe('120000')
    expect(tree.entries.find(({ path }) => path === 'run.sh')?.mode).toBe('100755')
    expect(await contentsOf(tree)).toEqual({ 'good.md': 'good\n', 'run.sh': 'x' })
  })

  test('of a tar are recorded with what is wrong with them', async () => {
    const tree = await openBytes(
      await makeTar([
        { name: 'good.md', content: 'good\n' },
        { name: '../up.md', content: 'x' },
        { name: '/etc/passwd', content: 'x' },
        { name: 'link', type: 'symlink', linkname: '/etc/passwd' },
        { name: 'twin', type: 'link', linkname: 'good.md' },
        { name: 'disk', type: 'block-device' },
        { name: 'pipe', type: 'fifo' },
      ]),
    )
    expect(problems(tree)).toEqual({
      'good.md': undefined,
      '../up.md': 'its path leads out of the repository',
      '/etc/passwd': 'its path leads out of the repository',
      link: undefined,
      twin: 'a second name (hard link) of another file',
      disk: 'a device, not a file',
      pipe: 'a device, not a file',
    })
    expect(tree.entries.find(({ path }) => path === 'link')?.mode).toBe('120000')
    expect(await contentsOf(tree)).toEqual({ 'good.md': 'good\n' })
  })

  test('a name that is there twice counts once, as the last one, and is noted', async () => {
    const twice = [
      { name: 'a.md', content: 'first\n' },
      { name: 'b.md', content: 'b\n' },
      { name: 'a.md', content: 'second\n' },
    ]
    for (const tree of [await openBytes(makeZip(twice)), await openBytes(await makeTar(twice))]) {
      expect(await contentsOf(tree)).toEqual({ 'b.md': 'b\n', 'a.md': 'second\n' })
      expect(tree.notes).toMatchObject([{ kind: 'duplicates', count: 1, examples: ['a.md'] }])
    }
  })

  test('an archive within an archive stays a file', async () => {
    const inner = makeZip([{ name: 'a.md', content: 'a\n' }])
    const tree = await openBytes(makeZip([{ name: 'inner.zip', content: inner }, { name: 'b.md' }]))
    expect(tree.entries.map(({ path }) => path)).toEqual(['inner.zip', 'b.md'])
  })

  test('what the Finder keeps beside the files is not there', async () => {
    const tree = await openBytes(makeZip([{ name: 'cafe/a.md' }, { name: '__MACOSX/cafe/._a.md', content: 'x' }]))
    expect(tree.entries.map(({ path }) => path)).toEqual(['a.md'])
  })
})

describe('an archive that is refused', () => {
  const damaged = /damaged, cut short, or no archive at all/
  const noise = Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 251))

  test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ['text', () => Buffer.from('hello\n'), /This is no archive/],
    ['nothing', () => Buffer.alloc(0), /This is no archive/],
    ['bzip2', () => Buffer.from('BZh91AY'), /Archives of bzip2 are not read/],
    ['a packed file that is no tar', () => gzipSync('hello\n'.repeat(1000)), damaged],
    ['half a zip', () => makeZip([{ name: 'a', content: noise }]).subarray(0, 200), damaged],
    ['half a tar.gz', async () => gzipSync(await makeTar([{ name: 'a', content: noise }])).subarray(0, 200), damaged],
    ['half a tar', async () => (await makeTar([{ name: 'a', content: noise }])).subarray(0, 20_480), damaged],
    ['a tar without its end', async () => (await makeTar([{ name: 'a', content: 'x' }])).subarray(0, 1024), damaged],
    [
      'a zip whose content is larger than it says',
      () => makeZip([{ name: 'a', content: noise, declaredBytes: 10 }]),
      damaged,
    ],
    [
      'a zip that would become too large',
      () => makeZip(Array.from({ length: 3 }, (_, at) => ({ name: `${at}`, declaredBytes: 0xf0000000 }))),
      /holds more than 4 GiB|times larger/,
    ],
    ['a packed tar of zeros', () => gzipSync(Buffer.alloc(limits.ratioFromBytes + (1 << 20))), /200 times larger/],
  ])('is told why: %s', async (_, make, sentence) => {
    await expect(openBytes(await make())).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(sentence),
    })
  })

  test('a bomb is refused before it is unpacked', { timeout: 60_000 }, async () => {
    const packed = gzipSync(await makeTar([{ name: 'zeros.txt', content: Buffer.alloc(192 << 20) }]))
    const before = process.memoryUsage.rss()
    await expect(openBytes(packed)).rejects.toThrow(/times larger/)
    expect(process.memoryUsage.rss() - before).toBeLessThan(96 << 20)
  })
})

test('a walk ends when it is aborted', async () => {
  const file = path.join(root, 'aborted.tar')
  writeFileSync(file, await makeTar(members))
  const controller = new AbortController()
  controller.abort(new Error('canceled'))
  await expect(openTreeOf(await openArchiveFile(file), undefined, controller.signal)).rejects.toThrow('canceled')
})
