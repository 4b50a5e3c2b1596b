import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { GetContents } from '@/lib/dataset/contents'
import { createDataset } from '@/lib/dataset/create-dataset'
import { getContents } from '@/lib/dataset/get-contents'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestDatasetRelease } from '@/lib/dataset/request-dataset-release'
import {
  approved,
  body,
  clearDatasets,
  context,
  filesOf,
  findings,
  look,
  reviewer,
  token,
  viewer,
} from '@/lib/dataset/testing/datasets'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import { bandKeys, minimaOf, signatureBytes, signatureOf, snapshotBanding } from '@/lib/structure/minhash'
import { addBenchmark } from './add-benchmark'
import { decideFindings } from './decide-findings'
import { getPreflight } from './get-preflight'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-preflight-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

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

async function releasedText(id: string): Promise<string> {
  const { id: releaseId } = await requestDatasetRelease(reviewer, { id })
  const { files } = await runRelease({ releaseId }, context)
  const data = files.filter(({ path: name }) => name.startsWith('data/'))
  const texts = data.map(({ path: name }) => readFile(path.join(releaseFolder(releaseId), name), 'utf8'))
  return (await Promise.all(texts)).join('')
}

describe('a decision', () => {
  test('to mask a rule takes out all of it, however many there are in one document', async () => {
    const numbers = Array.from({ length: 30 }, (_, place) => String(place).padStart(2, '0'))
    const addresses = numbers.map((number) => `person${number}@navy.mil`)
    const keys = numbers.map((number) => token.slice(0, -2) + number)
    await approved(filesOf('kiwi', [...addresses, ...keys].map((literal) => `// ${literal}\n`).join('')))
    const { id } = await createDataset(reviewer, { name: 'A' })
    const { rules } = await look(id)
    expect(rules).toContainEqual({ check: 'personal', rule: 'email', found: 30, open: 30, decided: 0 })
    expect(rules).toContainEqual({ check: 'secret', rule: 'github', found: 30, open: 30, decided: 0 })
    for (const { check, rule } of rules) await decideFindings(reviewer, { id, decision: 'mask', rule: { check, rule } })
    const text = await releasedText(id)
    for (const literal of [...addresses, ...keys]) expect(text).not.toContain(literal)
    expect(text).toContain('[masked: email]')
    expect(text).toContain('[masked: github]')
  })

  test('to drop a repository drops all of it, now and later, until it is taken back', async () => {
    const [leaking, sibling] = [await approved(filesOf('kiwi', `// ${token}\n`)), await approved(filesOf('fig'))]
    const other = await approved(filesOf('plum'))
    const moveTo = async (trajectoryId: string) => {
      const { snapshotId } = await db.trajectory.findUniqueOrThrow({ where: { id: leaking } })
      const { repositoryId } = await db.snapshot.findUniqueOrThrow({ where: { id: snapshotId } })
      await db.trajectory.update({ where: { id: trajectoryId }, data: { snapshotId } })
      await db.trajectoryEntry.update({ where: { trajectoryId }, data: { snapshotId, repositoryId } })
    }
    await moveTo(sibling)
    const { id } = await createDataset(reviewer, { name: 'A' })
    await look(id)
    const [finding] = await findings(id, 'open')
    expect(finding).toMatchObject({ check: 'secret', trajectoryId: leaking })
    const decide = (decision: 'drop_repository' | null) =>
      decideFindings(reviewer, { id, decision, fingerprints: [finding!.fingerprint] })
    await decide('drop_repository')
    const contents = () => getContents(viewer, GetContents.parse({ id }))
    expect(await contents()).toMatchObject({
      total: { documents: 1 },
      leftOut: [{ reason: 'dropped_repository', count: 2 }],
    })
    await moveTo(await approved(filesOf('pear')))
    expect(await look(id)).toMatchObject({ documents: 1, open: 0 })
    // What was dropped is not looked at again, and its decision stays in the list.
    expect(await findings(id)).toMatchObject([{ decision: 'drop_repository', decidedBy: 'Rhea', isCurrent: false }])
    const text = await releasedText(id)
    for (const word of ['kiwi', 'fig', 'pear']) expect(text).not.toContain(word)
    expect(text).toContain('plum')
    const { trajectoryId } = await db.releaseItem.findFirstOrThrow()
    expect(trajectoryId).toBe(other)
    await decide(null)
    expect(await contents()).toMatchObject({ total: { documents: 4 }, leftOut: [] })
  })
})
