import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, ftruncateSync, openSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { getFile } from './get-file'
import { getRepository } from './get-repository'
import { limits } from './limits'
import { prepareProject, small, startImport, whyNots } from './testing/project'
import { scratchFolder } from './with-scratch'

const project = prepareProject()

const plumb = (input: string, ...args: string[]) =>
  execFileSync('git', args, { cwd: project.folder, input, maxBuffer: 1 << 26 })
    .toString()
    .trim()

/** Commits a tree that no file system need be able to hold. */
function commitTree(lines: string): string {
  const commit = project.git('commit-tree', plumb(lines, 'mktree', '--missing'), '-m', 'Odd')
  project.git('update-ref', 'HEAD', commit)
  return commit
}

test('what is odd about a source is recorded, and told in one note of each kind', async () => {
  project.commit({
    ...small,
    'model.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
    'lost.md': 'lost\n',
  })
  symlinkSync('src/a.ts', path.join(project.folder, 'link.ts'))
  project.git('add', '--all')
  project.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},modules/sub`)
  const lost = project.git('rev-parse', 'HEAD:lost.md')
  const upper = plumb('upper\n', 'hash-object', '-w', '--stdin')
  project.git('update-index', '--add', '--cacheinfo', `100644,${upper},SRC/A.ts`)
  project.git('commit', '--quiet', '--message', 'More')
  rmSync(path.join(project.folder, '.git/objects', lost.slice(0, 2), lost.slice(2)))
  const { repositoryId, snapshotId } = await project.import()
  const { snapshot } = await getRepository(operator, { id: repositoryId })
  expect(snapshot?.notes).toEqual([
    { kind: 'submodules', message: '1 submodule is recorded, without content.', count: 1, examples: ['modules/sub'] },
    { kind: 'links', message: '1 symbolic link is recorded, and not followed.', count: 1, examples: ['link.ts'] },
    {
      kind: 'pointers',
      message: '1 file is a Git LFS pointer: what it points at is not here.',
      count: 1,
      examples: ['model.bin'],
    },
    {
      kind: 'missing',
      message: 'The content of 1 file is missing from this copy of the repository.',
      count: 1,
      examples: ['lost.md'],
    },
    {
      kind: 'collisions',
      message: '2 paths differ only in upper and lower case: all of them are kept.',
      count: 2,
      examples: ['SRC/A.ts', 'src/a.ts'],
    },
  ])
  expect((await getFile(operator, { id: snapshotId, path: 'SRC/A.ts' })).text).toBe('upper\n')
  expect((await getFile(operator, { id: snapshotId, path: 'src/a.ts' })).text).toBe(small['src/a.ts'])
})

test('a tree whose names lead out of it is kept within', async () => {
  project.git('init', '--quiet')
  const object = plumb('x\n', 'hash-object', '-w', '--stdin')
  const parent = plumb(`100644 blob ${object}\tup.md\n100644 blob ${object}\tok.md\n`, 'mktree')
  commitTree(`040000 tree ${parent}\t..\n040000 tree ${parent}\t.git\n100644 blob ${object}\tgood.md\n`)
  const { snapshotId } = await project.import()
  const out = 'its path leads out of the repository'
  expect(await whyNots(snapshotId)).toEqual({
    '../up.md': out,
    '../ok.md': out,
    '.git/up.md': out,
    '.git/ok.md': out,
    'good.md': null,
  })
})

test('a committed file of 1 GiB is recorded, and never held in memory', { timeout: 240_000 }, async () => {
  project.commit(small)
  const file = openSync(path.join(project.folder, 'zeros.txt'), 'w')
  ftruncateSync(file, 2 ** 30)
  closeSync(file)
  project.git('-c', 'core.compression=1', 'add', 'zeros.txt')
  project.git('commit', '--quiet', '--message', 'Large')
  const before = process.memoryUsage.rss()
  const { snapshotId } = await project.import({ depth: 2 })
  expect((await whyNots(snapshotId))['zeros.txt']).toBe('larger than 1 MiB')
  // The file has 1 GiB; what the runtime keeps of an import without it comes to some 140 at times.
  expect(process.memoryUsage.rss() - before).toBeLessThan(192 << 20)
})

/** A million names take less to write as folders of folders. */
function manyFiles(count: number): string {
  const object = plumb('x\n', 'hash-object', '-w', '--stdin')
  const perFolder = 1000
  const line = (at: number) => `100644 blob ${object}\tf${String(at).padStart(4, '0')}.bin\n`
  const full = plumb(Array.from({ length: perFolder }, (_, at) => line(at)).join(''), 'mktree')
  const rest = Array.from({ length: count % perFolder }, (_, at) => `100644 blob ${object}\trest${at}.bin\n`).join('')
  const folders = Array.from({ length: Math.floor(count / perFolder) }, (_, at) => `040000 tree ${full}\tvendor${at}\n`)
  const vendor = plumb(folders.join(''), 'mktree')
  return `040000 tree ${vendor}\tnode_modules\n${rest}`
}

test('200,000 files are held, and one more is refused', { timeout: 300_000 }, async () => {
  project.git('init', '--quiet')
  const readme = plumb('# Many\n', 'hash-object', '-w', '--stdin')
  commitTree(`${manyFiles(limits.files - 1)}100644 blob ${readme}\tREADME.md\n`)
  const { snapshotId, files } = await project.import()
  expect(files).toBe(200_000)
  expect(await db.file.count({ where: { snapshotId } })).toBe(200_000)
  commitTree(`${manyFiles(limits.files)}100644 blob ${readme}\tREADME.md\n`)
  const { jobRunId, result } = startImport(project.folder)
  await expect(result).rejects.toThrow('The repository has more than 200,000 files.')
  expect(existsSync(scratchFolder(jobRunId))).toBe(false)
})

test('a detached HEAD, a tag and an annotated tag of a tag are each the commit they stand for', async () => {
  const first = project.commit(small)
  project.git('tag', 'plain')
  project.git('tag', '--annotate', 'noted', '--message', 'One')
  project.git('tag', '--annotate', 'twice', 'noted', '--message', 'Of a tag')
  project.commit({ 'c.md': 'c\n' })
  project.git('checkout', '--quiet', '--detach', first)
  for (const ref of [undefined, 'plain', 'noted', 'twice']) expect((await project.import({ ref })).commit).toBe(first)
})

test('a tag that stands for no commit is refused with a sentence', async () => {
  project.commit(small)
  project.git('tag', 'blob', project.git('rev-parse', 'HEAD:src/a.ts'))
  await expect(project.import({ ref: 'blob' })).rejects.toThrow('The repository has no branch, tag or commit “blob”.')
})

test('a repository that names its objects by SHA-256 is read as well', async () => {
  project.git('init', '--quiet', '--object-format=sha256')
  const head = project.commit(small)
  expect(head).toHaveLength(64)
  expect(await project.import({ depth: 2 })).toMatchObject({ commit: head, files: 2 })
})
