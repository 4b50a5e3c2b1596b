import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { bandKeys, minimaOf, signatureBytes, signatureOf, snapshotBanding } from '@/lib/structure/minhash'
import { addBenchmark } from './add-benchmark'
import { GetContents } from './contents'
import { createDataset } from './create-dataset'
import { getContents } from './get-contents'
import { getPreflight } from './get-preflight'
import { approved, body, clearDatasets, filesOf, findings, look, reviewer, token, viewer } from './testing/datasets'

beforeEach(clearDatasets)

describe('a pre-flight', () => {
  test('finds a planted secret with its step and line, and a planted duplicate', async () => {
    const secret = await approved(filesOf('kiwi', `// ${'x'.repeat(10)}\nconst token = '${token}'\n`))
    const [first, copy] = [await approved(filesOf('plum')), await approved(filesOf('plum'))]
    const { id } = await createDataset(reviewer, { name: 'A' })
    const preflight = await look(id)
    expect(preflight).toMatchObject({ documents: 3, isCurrent: true })
    const found = await findings(id)
    const exposed = found.find(({ check }) => check === 'secret')!
    expect(exposed).toMatchObject({ trajectoryId: secret, rule: 'github', line: 42, canMask: true, decision: null })
    expect(exposed.excerpt).not.toContain(token)
    const step = await db.step.findFirstOrThrow({ where: { trajectoryId: secret, position: exposed.position! } })
    expect(step).toMatchObject({ kind: 'act', tool: 'write', path: 'src/kiwi.js' })
    expect(found.find(({ check }) => check === 'duplicate')).toMatchObject({
      rule: 'exact',
      trajectoryId: copy,
      otherId: first,
    })
    expect(preflight.open).toBe(found.length)
  })

  test('a comment in the source does not talk it out of a secret', async () => {
    await approved(filesOf('kiwi', `// secretlint-disable\nconst token = '${token}'\n`))
    const { id } = await createDataset(reviewer, { name: 'A' })
    await look(id)
    expect((await findings(id)).map(({ check, rule }) => [check, rule])).toContainEqual(['secret', 'github'])
  })

  test('finds near duplicates, personal data, licences and copies by what the dataset says of them', async () => {
    const first = await approved(filesOf('plum'))
    const near = await approved(filesOf('plum', 'export const last = 1\n'))
    const person = await approved(filesOf('fig', '// Written by grace.hopper@navy.mil, call +1 202-762-1010\n'))
    const { snapshotId } = await db.trajectory.findFirstOrThrow({ where: { id: person } })
    await db.snapshot.update({ where: { id: snapshotId }, data: { license: 'GPL-3.0-only' } })
    await db.file.updateMany({ where: { snapshotId }, data: { license: 'AGPL-3.0-only OR MIT' } })
    const { id } = await createDataset(reviewer, { name: 'A', checks: { nearDuplicate: 0.7 } })
    await look(id)
    const found = (await findings(id)).map(({ check, rule, trajectoryId, otherId }) => [
      check,
      rule,
      trajectoryId,
      otherId,
    ])
    expect(found).toContainEqual(['duplicate', 'near', near, first])
    expect(found).toContainEqual(['personal', 'email', person, null])
    expect(found).toContainEqual(['personal', 'phone', person, null])
    expect(found).toContainEqual(['licence', 'repository', person, null])
    expect(found.filter(([check]) => check === 'licence')).toHaveLength(1)
  })

  test('finds documents far from the length of most, and thoughts that copy more than they may', async () => {
    const ids: string[] = []
    for (let each = 0; each < 22; each++) ids.push(await approved())
    const [long, short, copying] = ids as [string, string, string]
    const revise = (trajectoryId: string, data: { tokens?: number; maxCopyRatio?: number }) =>
      db.revision.updateMany({ where: { trajectoryId }, data })
    const { tokens } = await db.revision.findFirstOrThrow({ where: { trajectoryId: copying } })
    await revise(long, { tokens: tokens * 10 })
    await revise(short, { tokens: 3 })
    await revise(copying, { maxCopyRatio: 0.5 })
    const { id } = await createDataset(reviewer, { name: 'A', checks: { mostCopy: 0.1, lengthFence: 3 } })
    await look(id)
    const found = (await findings(id)).filter(({ check }) => check === 'length' || check === 'copy')
    expect(found.map(({ check, rule, trajectoryId }) => [check, rule, trajectoryId]).toSorted()).toEqual(
      [
        ['copy', 'thought', copying],
        ['length', 'long', long],
        ['length', 'short', short],
      ].toSorted(),
    )
    expect(found.find(({ check }) => check === 'copy')?.message).toContain('50.0%')
  })
})

test('overlap with a loaded benchmark, and repositories that are alike in different splits, are found', async () => {
  const [one, two] = [await approved(filesOf('plum')), await approved(filesOf('grape'))]
  await addBenchmark(reviewer, { name: 'Fruit', problems: [{ name: 'Fruit/7', text: body('grape') }] })
  await expect(async () => addBenchmark(viewer, { name: 'No', problems: [] })).rejects.toThrow('reviewer')
  // As if both had been imported with the same text.
  const signature = signatureOf(minimaOf(Buffer.from(body('plum')))!)
  for (const id of [one, two]) {
    const { snapshotId } = await db.trajectory.findUniqueOrThrow({ where: { id } })
    await db.snapshot.update({ where: { id: snapshotId }, data: { sketch: new Uint8Array(signatureBytes(signature)) } })
    const keys = bandKeys(signature, snapshotBanding)
    await db.snapshotBand.createMany({ data: keys.map((key, band) => ({ band, key, snapshotId })) })
  }
  const repositories = await db.trajectoryEntry.findMany({ orderBy: { trajectoryId: 'asc' } })
  const [first, second] = repositories.map(({ repository }) => repository)
  const splits = { ratios: { train: 1 }, fixed: { train: [first!], test: [second!] } }
  const { id } = await createDataset(reviewer, { name: 'A', settings: { splits } })
  const contents = await getContents(viewer, GetContents.parse({ id }))
  expect(contents.splits.map(({ split, documents }) => [split, documents]).sort()).toEqual([
    ['test', 1],
    ['train', 1],
  ])
  expect(contents.leaks).toBe(1)
  await look(id)
  const found = await findings(id)
  expect(found.find(({ check }) => check === 'benchmark')).toMatchObject({ rule: 'Fruit', trajectoryId: two })
  expect(found.find(({ check }) => check === 'benchmark')?.message).toContain('Fruit/7')
  expect(found.find(({ check }) => check === 'leak')).toMatchObject({ trajectoryId: two, otherId: one })
  // Another benchmark needs another look.
  expect((await getPreflight(viewer, { id })).preflight?.isCurrent).toBe(true)
  await addBenchmark(reviewer, { name: 'Vegetables', problems: [{ name: '1', text: body('leek') }] })
  expect((await getPreflight(viewer, { id })).preflight?.isCurrent).toBe(false)
  await db.benchmark.deleteMany()
})
