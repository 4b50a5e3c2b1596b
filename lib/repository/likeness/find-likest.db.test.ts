import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { gitCopy, prepareProject, small } from '@/lib/repository/testing/project'
import { findLikest } from './find-likest'
import { listLikeSnapshots } from './store-likest'

const project = prepareProject()

/** Code of some length that is nobody else's. */
function code(name: string): string {
  const lines = Array.from({ length: 60 }, (_, at) => `export function ${name}${at}(a: number) { return a * ${at} }\n`)
  return lines.join('')
}

/** Imports what lies in a folder, after it was changed. */
async function take(folder: string, files: Record<string, string> = {}): Promise<string> {
  mkdirSync(folder, { recursive: true })
  project.folder = folder
  if (Object.keys(files).length > 0) project.commit(files)
  return (await project.import()).snapshotId
}

test('of many snapshots each is told the repository that it equals or nearly equals, and no earlier one of its own', async () => {
  const { folder } = project
  const original = await take(folder, { 'a.ts': code('a'), 'b.ts': code('b') })
  const copy = await take(gitCopy(folder))
  const alone = await take(`${folder}-alone`, { 'c.ts': code('c') })
  const changed = { 'c.ts': code('c').replaceAll('c59', 'last') }
  const near = await take(gitCopy(`${folder}-alone`), changed)
  const [tiny, other] = [await take(`${folder}-tiny`, small), await take(`${folder}-other`, { 'd.ts': code('d') })]
  const later = await take(`${folder}-other`, { 'd.ts': code('d').replaceAll('d3(', 'd03(') })

  const likest = await findLikest(db, [original, copy, alone, near, tiny, other, later])
  const name = path.basename(folder)
  expect(likest.get(original)).toMatchObject({ name: `${name}-copy`, similarity: 1 })
  expect(likest.get(copy)).toMatchObject({ name, similarity: 1 })
  expect(likest.get(near)).toMatchObject({ name: `${name}-alone` })
  expect(likest.get(near)!.similarity).toBeGreaterThan(0.8)
  expect(likest.get(near)!.similarity).toBeLessThan(1)
  expect([...likest.keys()].sort()).toEqual([original, copy, alone, near].sort())
  expect(await findLikest(db, [])).toEqual(new Map())
})

test('the same text at another path is nearly equal only, and an equal repository goes before a newer one that is near', async () => {
  const { folder } = project
  const first = await take(folder, { 'a.ts': code('e'), 'b.ts': code('f') })
  await take(`${folder}-moved`, { 'a.ts': code('f'), 'b.ts': code('e') })
  expect((await findLikest(db, [first])).get(first)).toMatchObject({ similarity: 0.99 })
  await take(gitCopy(folder))
  await take(`${folder}-near`, { 'a.ts': code('e'), 'b.ts': code('f').replaceAll('f59', 'last') })
  const found = (await findLikest(db, [first])).get(first)
  expect(found).toMatchObject({ name: `${path.basename(folder)}-copy`, similarity: 1 })
})

test('no more than four are read of each, however many copies there are', async () => {
  const { folder } = project
  const first = await take(folder, { 'a.ts': code('g') })
  for (const at of [1, 2, 3, 4, 5, 6]) await take(`${folder}-${at}`, { 'a.ts': code('g') })
  expect(await listLikeSnapshots(db, [first])).toHaveLength(4)
})
