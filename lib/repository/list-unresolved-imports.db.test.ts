import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { listUnresolvedImports } from './list-unresolved-imports'

async function createSnapshot(commit: string): Promise<string> {
  const { id: repositoryId } = await db.repository.create({
    data: { url: `https://example.org/${commit}`, name: commit },
  })
  const counts = { fileCount: 0, includedCount: 0, includedBytes: 0n, dependencyCount: 0 }
  const snapshot = await db.snapshot.create({ data: { repositoryId, commit, languages: {}, cycles: [], ...counts } })
  return snapshot.id
}

const entry = (snapshotId: string, fromPath: string, line: number, specifier: string, isExternal = false) => ({
  snapshotId,
  fromPath,
  line,
  specifier,
  isExternal,
})

test('imports that lead nowhere come page by page, by file and line, without packages and other snapshots', async () => {
  const [id, other] = [await createSnapshot('a'), await createSnapshot('b')]
  await db.unresolvedImport.createMany({
    data: [
      entry(id, 'b.ts', 12, './gone'),
      entry(id, 'b.ts', 3, './lost'),
      entry(id, 'b.ts', 3, './lost too'),
      entry(id, 'a.ts', 7, '../away'),
      entry(id, 'a.ts', 1, 'react', true),
      entry(other, 'a.ts', 2, './elsewhere'),
    ],
  })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listUnresolvedImports(operator, { id, after, limit: 2 })
    expect(page).toMatchObject({ count: 4, rows: { length: 2 } })
    seen.push(...page.rows.map(({ from, line, specifier }) => `${from}:${line} ${specifier}`))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual(['a.ts:7 ../away', 'b.ts:3 ./lost', 'b.ts:3 ./lost too', 'b.ts:12 ./gone'])
})

test('a snapshot in which everything leads somewhere has an empty list, and one that is not there has none', async () => {
  const id = await createSnapshot('c')
  await db.unresolvedImport.create({ data: entry(id, 'a.ts', 1, 'react', true) })
  expect(await listUnresolvedImports(operator, { id })).toEqual({ rows: [], next: null, count: 0 })
  await expect(listUnresolvedImports(operator, { id: crypto.randomUUID() })).rejects.toMatchObject({
    code: 'not_found',
  })
})
