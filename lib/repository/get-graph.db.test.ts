import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { DependencyKind } from '@/lib/structure/outline'
import { getFileTies } from './get-file-ties'
import { getGraph } from './get-graph'
import { listDependenciesBetween } from './list-dependencies-between'

async function createSnapshot(): Promise<string> {
  const { id: repositoryId } = await db.repository.create({ data: { url: 'https://example.org/a', name: 'a' } })
  const counts = { fileCount: 4, includedCount: 3, includedBytes: 30n, dependencyCount: 4 }
  const { id } = await db.snapshot.create({
    data: { repositoryId, commit: 'c', languages: {}, cycles: [], ...counts },
  })
  const sha256 = new Uint8Array(createHash('sha256').update('content').digest())
  await db.blob.create({ data: { sha256, size: 7, bytes: new TextEncoder().encode('content') } })
  const file = {
    sha256,
    snapshotId: id,
    size: 10n,
    lines: 5,
    mode: '100644',
    isGenerated: false,
    language: 'TypeScript',
  }
  await db.file.createMany({
    data: [
      { ...file, path: 'lib/B.ts', isTest: false, isIncluded: true, order: 1 },
      { ...file, path: 'lib/a.ts', isTest: false, isIncluded: true, order: 0 },
      { ...file, path: 'lib.test.ts', isTest: true, isIncluded: true, order: 2, language: null },
      { ...file, path: 'dist/x.ts', isTest: false, isIncluded: false, whyNot: 'it is generated', sha256: null },
    ],
  })
  await db.dependency.createMany({
    data: [
      { snapshotId: id, fromPath: 'lib/B.ts', toPath: 'lib/a.ts', kind: 'import', line: 1, names: ['a'] },
      { snapshotId: id, fromPath: 'lib/B.ts', toPath: 'lib/a.ts', kind: 'type-import', line: 2, names: ['A'] },
      { snapshotId: id, fromPath: 'lib.test.ts', toPath: 'lib/B.ts', kind: 'require', line: 1, names: [] },
      { snapshotId: id, fromPath: 'lib/a.ts', toPath: 'dist/x.ts', kind: 'import', line: 1, names: [] },
    ],
  })
  await db.unresolvedImport.create({
    data: { snapshotId: id, fromPath: 'lib/B.ts', specifier: 'react', line: 3, isExternal: true },
  })
  return id
}

test('the graph is columns by path, one arrow per pair of included files, with every kind', async () => {
  const id = await createSnapshot()
  const bit = (kind: DependencyKind) => 1 << DependencyKind.options.indexOf(kind)
  expect(await getGraph(operator, { id })).toEqual({
    paths: ['lib.test.ts', 'lib/B.ts', 'lib/a.ts'],
    languages: [null, 'TypeScript', 'TypeScript'],
    lines: [5, 5, 5],
    bytes: [10, 10, 10],
    order: [2, 1, 0],
    roles: ['test', 'source', 'source'],
    from: [0, 1],
    to: [1, 2],
    kinds: [bit('require'), bit('import') | bit('type-import')],
  })
  const all = await listDependenciesBetween(operator, { id, from: 'lib/', to: 'lib/' })
  expect(all).toMatchObject({
    count: 2,
    dependencies: [
      { line: 1, names: ['a'] },
      { line: 2, kind: 'type-import' },
    ],
  })
  const ties = await getFileTies(operator, { id, path: 'lib/B.ts' })
  expect(ties).toMatchObject({
    uses: [{ to: 'lib/a.ts' }, { to: 'lib/a.ts' }],
    usedBy: [{ from: 'lib.test.ts' }],
    external: [{ name: 'react', line: 3 }],
    unresolved: [],
  })
  await expect(getFileTies(operator, { id, path: 'lib/c.ts' })).rejects.toThrow('no file lib/c.ts')
})
