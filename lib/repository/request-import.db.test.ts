import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { deleteRepository } from './delete-repository'
import { getRepository } from './get-repository'
import { listRepositories } from './list-repositories'
import { requestImport } from './request-import'
import { prepareProject, startImport } from './testing/project'

const project = prepareProject()

describe('who may', () => {
  const as = (role: 'admin' | 'reviewer' | 'viewer'): Actor => ({ kind: 'user', userId: uuid(), name: role, role })

  test('viewers import nothing, and reviewers no folder of this machine', async () => {
    const source = 'https://example.com/a/b'
    await expect(requestImport(as('viewer'), { source })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(requestImport(as('reviewer'), { source: project.folder })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(requestImport(as('reviewer'), { source: 'https://127.0.0.1/a' })).rejects.toThrow(/private network/)
    expect(await db.jobRun.count()).toBe(0)
  })

  test('the operator and a local administrator import folders, by a job', async () => {
    const { id } = await requestImport(operator, { source: project.folder, ref: 'main' })
    const { kind, payload } = await db.jobRun.findUniqueOrThrow({
      where: { id },
      select: { kind: true, payload: true },
    })
    expect({ kind, payload }).toEqual({
      kind: 'import',
      payload: { url: `file://${project.folder}`, ref: 'main', depth: 1, isSample: false },
    })
    await expect(requestImport(as('admin'), { source: project.folder })).resolves.toMatchObject({ state: 'queued' })
  })

  test('only administrators delete a repository; its contents go with it, but for shared ones', async () => {
    project.commit({ 'own.md': `${project.folder} alone\n`, 'shared.md': 'shared by two\n' })
    const first = await project.import()
    project.write({ 'shared.md': 'shared by two\n' })
    project.git('clone', '--quiet', '.', `${project.folder}-copy`)
    const other = await startImport(`${project.folder}-copy`).result
    const blobs = await db.blob.count()
    await deleteRepository(operator, { id: other.repositoryId })
    expect(await db.blob.count()).toBe(blobs)
    await expect(deleteRepository(as('reviewer'), { id: first.repositoryId })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await deleteRepository(as('admin'), { id: first.repositoryId })
    expect(await db.blob.count()).toBe(blobs - 2)
    await expect(getRepository(operator, { id: first.repositoryId })).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('pages of repositories follow each other without gaps', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await db.repository.create({ data: { url: name, name } })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listRepositories(operator, { after, limit: 2 })
    seen.push(...page.rows.map((row) => row.id))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual([...new Set(seen)].sort().reverse())
  expect(seen).toHaveLength(await db.repository.count())
})
