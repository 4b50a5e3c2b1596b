import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { deleteRepository } from './delete-repository'
import { getSnapshot } from './get-snapshot'
import { listCommits } from './list-commits'
import { loadEarlierVersions } from './load-earlier-versions'
import { countRows, gitCopy, prepareProject, small, startImport, whyNots } from './testing/project'

const project = prepareProject()

async function historyOf(snapshotId: string) {
  const { rows } = await listCommits(operator, { id: snapshotId })
  return rows.map(({ message, changes }) => [message, ...changes.map(({ kind, path }) => `${kind} ${path}`)])
}

function makeHistory(): void {
  project.commit(small, 'One')
  project.git('mv', 'src/b.ts', 'src/c.ts')
  project.commit({}, 'Two')
  project.commit({ 'src/a.ts': `// ${project.folder}\n` }, 'Three')
}

test('history is kept as deep as it is asked for, with the contents that were there', async () => {
  makeHistory()
  const { snapshotId } = await project.import({ depth: 10 })
  expect(await historyOf(snapshotId)).toEqual([
    ['Three', 'modified src/a.ts'],
    ['Two', 'renamed src/c.ts'],
    ['One', 'added src/a.ts', 'added src/b.ts'],
  ])
  expect((await getSnapshot(operator, { id: snapshotId })).depth).toBe(10)
  const changes = await db.commitChange.findMany({
    where: { snapshotId },
    select: { blob: { select: { size: true } } },
  })
  expect(changes.every(({ blob }) => blob !== null)).toBe(true)
})

test('a known commit gets the history it lacks, and does not lose what it has', async () => {
  makeHistory()
  const first = await project.import()
  expect(await historyOf(first.snapshotId)).toEqual([])
  const deeper = await project.import({ depth: 2 })
  expect(deeper.snapshotId).toBe(first.snapshotId)
  expect((await historyOf(first.snapshotId)).map(([message]) => message)).toEqual(['Three', 'Two'])
  await project.import()
  expect((await getSnapshot(operator, { id: first.snapshotId })).depth).toBe(2)
  await project.import({ depth: 3 })
  expect(await historyOf(first.snapshotId)).toHaveLength(3)
})

const long = Array.from({ length: 30 }, (_, at) => `export const a${at} = ${at}\n`).join('')

async function earlierOf(snapshotId: string) {
  const found = await loadEarlierVersions(db, snapshotId)
  return Object.fromEntries([...found].map(([path, { content, message }]) => [path, [message, content]]))
}

test('what was changed within the depth has its real earlier version, also below other names', async () => {
  project.commit({ 'a.ts': 'export const a = 1\n', 'b.ts': long, 'c.ts': 'export const c = 1\n' }, 'One')
  project.commit({ 'b.ts': `${long}// more\n` }, 'Two')
  project.git('mv', 'b.ts', 'd.ts')
  project.commit({}, 'Three')
  project.commit({ 'a.ts': 'export const a = 2\n' }, 'Four')
  const before = await countRows()
  const { snapshotId, repositoryId } = await project.import({ depth: 3 })
  expect(await earlierOf(snapshotId)).toEqual({ 'a.ts': ['Four', 'export const a = 1\n'], 'd.ts': ['Two', long] })
  await deleteRepository(operator, { id: repositoryId })
  expect(await countRows()).toEqual(before)
})

test('an old import, which kept only what changes left, knows the versions that older changes left', async () => {
  project.commit({ 'a.ts': 'export const a = 1\n', 'b.ts': 'export const b = 1\n' }, 'One')
  project.commit({ 'a.ts': 'export const a = 2\n' }, 'Two')
  project.commit({ 'a.ts': 'export const a = 3\n', 'b.ts': 'export const b = 2\n' }, 'Three')
  const { snapshotId } = await project.import({ depth: 2 })
  expect(Object.keys(await earlierOf(snapshotId))).toEqual(['a.ts', 'b.ts'])
  await db.commitChange.updateMany({ where: { snapshotId }, data: { fromSha256: null } })
  expect(await earlierOf(snapshotId)).toEqual({ 'a.ts': ['Three', 'export const a = 2\n'] })
})

test('of a folder, paths and history begin below it', async () => {
  makeHistory()
  const { snapshotId } = await project.import({ folder: 'src', depth: 3 })
  expect(await whyNots(snapshotId)).toEqual({ 'a.ts': null, 'c.ts': null })
  expect((await historyOf(snapshotId))[1]).toEqual(['Two', 'renamed c.ts'])
})

test('pages of commits follow each other', async () => {
  makeHistory()
  const { snapshotId: id } = await project.import({ depth: 3 })
  const page = await listCommits(operator, { id, limit: 2 })
  expect(page).toMatchObject({ rows: [{ position: 0 }, { position: 1 }], next: 1 })
  expect(await listCommits(operator, { id, limit: 2, after: 1 })).toMatchObject({ rows: [{ position: 2 }], next: null })
})

test('a deleted repository takes its history along, but for contents that others use', async () => {
  makeHistory()
  const before = await countRows()
  const first = await project.import({ depth: 3 })
  const copy = gitCopy(project.folder)
  const other = await startImport(copy, { depth: 3 }).result
  await deleteRepository(operator, { id: first.repositoryId })
  expect((await historyOf(other.snapshotId)).flat()).toContain('modified src/a.ts')
  await deleteRepository(operator, { id: other.repositoryId })
  expect(await countRows()).toEqual(before)
})
