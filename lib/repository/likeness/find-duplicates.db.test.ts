import path from 'node:path'
import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { deleteRepository } from '@/lib/repository/delete-repository'
import { getFile } from '@/lib/repository/get-file'
import { listFiles } from '@/lib/repository/list-files'
import { listLicences } from '@/lib/repository/list-licences'
import { loadSnapshot } from '@/lib/repository/load-snapshot'
import { gitCopy, prepareProject } from '@/lib/repository/testing/project'
import { listDuplicates } from './list-duplicates'

const project = prepareProject()

/** Code of some length that is nobody else's. */
function code(name: string): string {
  const lines = Array.from({ length: 40 }, (_, at) => `export function ${name}${at}(a: number) { return a * ${at} }\n`)
  return lines.join('')
}

test('files and repositories with the same text are found at import, equal and near, in other repositories only', async () => {
  const near = code('near')
  project.commit({
    'lib/same.ts': code('same'),
    'near.ts': near,
    'own.ts': code('first'),
    LICENSE: code('l'),
    b: 'b\n',
  })
  const first = await project.import()
  expect(first.duplicates).toEqual({ repositories: [], sameFiles: 0, nearFiles: 0 })
  const { folder } = project
  project.commit({ 'near.ts': near.replace('near9', 'later') })
  expect((await project.import()).duplicates.repositories).toEqual([])

  project.folder = gitCopy(folder)
  project.commit({ 'same.ts': code('same'), 'near.ts': near.replace('near7', 'renamed'), 'own.ts': code('second') })
  const { snapshotId, duplicates } = await project.import()
  expect(duplicates).toMatchObject({ sameFiles: 2, nearFiles: 1 })
  expect(duplicates.repositories).toMatchObject([{ repositoryId: first.repositoryId, name: path.basename(folder) }])
  const [twin] = duplicates.repositories
  expect(twin!.sameRatio).toBeCloseTo(0.4, 1)
  expect(twin!.nearRatio).toBeCloseTo(0.2, 1)
  expect(twin!.jaccard).toBeGreaterThan(0.4)

  const { files } = await listDuplicates(operator, { id: snapshotId })
  expect(files).toMatchObject([
    { path: 'lib/same.ts', similarity: 1, other: { path: 'lib/same.ts' } },
    { path: 'near.ts', other: { path: 'near.ts' } },
    { path: 'same.ts', similarity: 1, other: { path: 'lib/same.ts', repositoryId: first.repositoryId } },
  ])
  expect(files[1]!.similarity).toBeGreaterThan(0.8)
  expect(files[1]!.similarity).toBeLessThan(1)
  // The import of one makes the other a duplicate, too.
  expect((await listDuplicates(operator, { id: first.snapshotId })).files).toHaveLength(2)
})

test('sketches are stored once for a content, and go with it', async () => {
  const counts = async () => [await db.sketch.count(), await db.sketchBand.count(), await db.snapshotBand.count()]
  const [sketches = 0, bands = 0, snapshotBands = 0] = await counts()
  project.commit({ 'a.ts': code(path.basename(project.folder)), 'short.ts': 'export {}\n' })
  const first = await project.import()
  expect(await counts()).toEqual([sketches + 1, bands + 5, snapshotBands + 32])
  project.commit({ 'b.ts': 'export {}\n' })
  await project.import()
  expect(await counts()).toEqual([sketches + 1, bands + 5, snapshotBands + 64])
  await deleteRepository(operator, { id: first.repositoryId })
  expect(await counts()).toEqual([sketches, bands, snapshotBands])
})

test('text in another encoding is kept and read, with its outline, but no trajectory holds it', async () => {
  const latin = Buffer.from('// Gr\u00fc\u00dfe aus M\u00fcnchen\nexport const a = 1\n', 'latin1')
  project.commit({ 'a.ts': latin, 'b.ts': "import { a } from './a'\nexport const b = a\n", 'c.ts': "import './b'\n" })
  const { snapshotId, includedFiles } = await project.import()
  expect(includedFiles).toBe(2)
  const file = await getFile(operator, { id: snapshotId, path: 'a.ts' })
  expect(file).toMatchObject({ encoding: 'windows-1252', text: latin.toString('latin1'), role: 'source' })
  expect(file.whyNot).toBe('text in windows-1252: trajectories hold UTF-8')
  expect(file.outline?.symbols).toMatchObject([{ name: 'a', startLine: 2 }])
  const { files, dependencies } = await loadSnapshot(db, snapshotId)
  expect(files.map((each) => [each.path, each.order])).toEqual([
    ['b.ts', 0],
    ['c.ts', 1],
  ])
  expect(dependencies).toHaveLength(1)
})

test('.gitattributes and licences of headers are read from the tree', async () => {
  const tag = (id: string) => `// SPDX-License-Identifier: ${id}\n`
  project.commit({
    '.gitattributes': 'gen/** linguist-generated\n*.inc linguist-language=PHP\nskip.ts -linguist-detectable\n',
    'gen/a.ts': 'export {}\n',
    'a.inc': 'x\n',
    'skip.ts': 'export {}\n',
    'package.json': '{"license": "MIT"}\n',
    'b.ts': tag('MIT'),
    'c.ts': tag('Apache-2.0'),
    'd.ts': tag('Apache-2.0'),
    'logo.png': Buffer.from([0x89, 0, 0]),
    'logo.png.license': 'SPDX-License-Identifier: CC0-1.0\n',
  })
  const { snapshotId, languages, licence } = await project.import()
  const files = new Map((await listFiles(operator, { id: snapshotId })).map((file) => [file.path, file]))
  expect(files.get('gen/a.ts')).toMatchObject({ whyNot: 'generated', role: 'generated' })
  expect(files.get('a.inc')?.language).toBe('PHP')
  expect(files.get('logo.png')).toMatchObject({ role: 'binary', license: 'CC0-1.0', encoding: null })
  expect(languages.TypeScript).toBe(3 * tag('').length + 'MIT'.length + 2 * 'Apache-2.0'.length)
  expect(licence).toBe('MIT')
  expect(await listLicences(operator, { id: snapshotId })).toEqual([
    { license: 'Apache-2.0', files: 2 },
    { license: 'CC0-1.0', files: 1 },
    { license: 'MIT', files: 1 },
  ])
})
