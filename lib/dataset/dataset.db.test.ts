import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { markGold } from '@/lib/review/mark-gold'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createPerson } from '@/lib/review/testing/create-people'
import { appendTestRevision, createTestTrajectory, testFiles } from '@/lib/review/testing/create-trajectory'
import { changeDataset } from './change-dataset'
import { GetContents, ListContents } from './contents'
import { createDataset } from './create-dataset'
import { deleteDataset } from './delete-dataset'
import { getContents, listContents } from './get-contents'
import { listDatasets } from './get-dataset'
import type { ManifestItem } from './manifest'
import { pickTrajectories } from './pick-trajectories'
import { decideFindings } from './preflight/decide-findings'
import { releaseFolder } from './release-folder'
import { requestDatasetRelease } from './request-dataset-release'
import { approved, clearDatasets, context, filesOf, findings, look, reviewer, token, viewer } from './testing/datasets'
import { verifyRelease } from './verify/verify-release'
import { abandonRelease, runRelease } from './write/run-release'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-dataset-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

beforeEach(clearDatasets)

async function release(id: string) {
  const { id: releaseId } = await requestDatasetRelease(reviewer, { id })
  await runRelease({ releaseId }, context)
  const folder = releaseFolder(releaseId)
  const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))
  return { releaseId, folder, manifest }
}

describe('what a dataset holds', () => {
  test('is what its filter finds and what was picked by hand, and the rest is counted with its reason', async () => {
    const [one, picked] = [await approved(), await approved(filesOf('apple'))]
    await createTestTrajectory()
    const { repositoryId } = await db.trajectoryEntry.findFirstOrThrow({ where: { trajectoryId: one } })
    const dataset = await createDataset(reviewer, { name: 'A', filter: { repositoryId }, picked: [picked] })
    const contents = await getContents(viewer, GetContents.parse({ id: dataset.id }))
    expect(contents.total).toMatchObject({ documents: 2, trajectories: 2, repositories: 2 })
    expect(contents.leftOut).toEqual([])
    expect(contents.licences).toMatchObject([{ value: 'MIT', count: 2 }])
    const { version } = dataset
    const all = await changeDataset(reviewer, { id: dataset.id, version, filter: {} })
    const wider = await getContents(viewer, GetContents.parse({ id: all.id }))
    expect(wider.total.documents).toBe(2)
    expect(wider.leftOut).toEqual([{ reason: 'draft', detail: '', count: 1 }])
    const revisions = await db.revision.findMany({ where: { trajectoryId: { in: [one, picked] } } })
    expect(wider.total.tokens).toBe(revisions.reduce((sum, { tokens }) => sum + tokens, 0))
    await pickTrajectories(reviewer, { id: dataset.id, trajectoryIds: [picked], isPicked: false })
    await changeDataset(reviewer, { id: dataset.id, version: all.version, filter: null })
    expect((await getContents(viewer, GetContents.parse({ id: dataset.id }))).total.documents).toBe(0)
  })

  test('is limited by brushes for a look, each histogram by all but its own', async () => {
    const [long, short] = [
      await approved(),
      await approved(filesOf('pear').map((file) => ({ ...file, content: 'x\n' }))),
    ]
    const { id } = await createDataset(reviewer, { name: 'A' })
    const tokensOf = async (trajectoryId: string) =>
      (await db.revision.findFirstOrThrow({ where: { trajectoryId } })).tokens
    const from = (await tokensOf(short)) + 1
    const contents = await getContents(viewer, GetContents.parse({ id, tokens: { from } }))
    expect(contents.total.documents).toBe(2)
    expect(contents.shown).toMatchObject({ documents: 1, tokens: await tokensOf(long) })
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
    expect(sum(contents.ranges.tokens.counts)).toBe(2)
    expect(sum(contents.ranges.steps.counts)).toBe(1)
    const { rows } = await listContents(viewer, ListContents.parse({ id, tokens: { from } }))
    expect(rows.map(({ trajectoryId }) => trajectoryId)).toEqual([long])
  })

  test('leaves out what fails a required verifier, and says which', async () => {
    const id = await approved()
    const revision = await db.revision.findFirstOrThrow({ where: { trajectoryId: id } })
    const verifiers = { ...(revision.verifiers as object), grounded: { holds: false, why: 'Step 3 is made up.' } }
    await db.revision.update({ where: { id: revision.id }, data: { verifiers } })
    await db.trajectoryEntry.update({ where: { trajectoryId: id }, data: { failing: 4 } })
    const dataset = await createDataset(reviewer, { name: 'A' })
    const strict = await getContents(viewer, GetContents.parse({ id: dataset.id }))
    expect(strict.leftOut).toEqual([{ reason: 'verifier', detail: 'grounded', count: 1 }])
    await changeDataset(reviewer, { id: dataset.id, version: dataset.version, required: ['replays', 'causal'] })
    const lax = await getContents(viewer, GetContents.parse({ id: dataset.id }))
    expect(lax.total.documents).toBe(1)
    expect(lax.failing.find(({ verifier }) => verifier === 'grounded')).toMatchObject({ count: 1, isRequired: false })
    await look(dataset.id)
    expect(await findings(dataset.id)).toMatchObject([
      { check: 'verifier', rule: 'grounded', message: 'Step 3 is made up.' },
    ])
  })

  test('tells no reviewer what a gold sample is: it looks as if it were in review', async () => {
    const [gold, other] = [await approved(), await approved(filesOf('fig'))]
    await markGold(operator, { id: gold, judgement: 'approve' })
    const { id } = await createDataset(reviewer, { name: 'A' })
    const seenBy = async (actor: Actor) => {
      const { rows } = await listContents(actor, ListContents.parse({ id, part: 'in' }))
      const { leftOut } = await getContents(actor, GetContents.parse({ id }))
      return { in: rows.map(({ trajectoryId }) => trajectoryId), leftOut: leftOut.map(({ reason }) => reason) }
    }
    expect(await seenBy(operator)).toEqual({ in: [gold, other], leftOut: [] })
    expect(await seenBy(await createPerson('Ada'))).toEqual({ in: [other], leftOut: ['in_review'] })
  })

  test('is refused to change when somebody else has changed it, and to those who may only look', async () => {
    const dataset = await createDataset(reviewer, { name: 'A' })
    await changeDataset(reviewer, { id: dataset.id, version: dataset.version, description: 'New.' })
    const stale = changeDataset(reviewer, { id: dataset.id, version: dataset.version, description: 'Newer.' })
    await expect(stale).rejects.toThrow('has been changed since')
    await expect(createDataset(reviewer, { name: 'A' })).rejects.toThrow('a dataset named A')
    expect(() => createDataset(viewer, { name: 'B' })).toThrow('reviewer')
    await expect(deleteDataset(reviewer, { id: dataset.id })).rejects.toThrow('admin')
    await deleteDataset(operator, { id: dataset.id })
    expect(await listDatasets(viewer, {})).toEqual([])
  })
})

describe('a release of a dataset', () => {
  test('that comes to nothing lets go what it held at an earlier revision, too', async () => {
    const id = await createTestTrajectory()
    await appendTestRevision(id, 1)
    await submitVerdict(operator, { id, revision: 2, judgement: 'approve' })
    const dataset = await createDataset(reviewer, { name: 'A', revisions: 'synthesized' })
    await look(dataset.id)
    const { id: releaseId } = await requestDatasetRelease(reviewer, { id: dataset.id })
    const stateOf = async () => (await db.trajectory.findUniqueOrThrow({ where: { id } })).state
    expect(await stateOf()).toBe('released')
    await db.jobRun.updateMany({ where: { subjectId: releaseId }, data: { state: 'canceled' } })
    await abandonRelease({ releaseId })
    expect(await stateOf()).toBe('approved')
  })

  test('waits for a look through all of it, and for a decision about every finding', async () => {
    const first = await approved(filesOf('plum'))
    const { id } = await createDataset(reviewer, { name: 'A' })
    await expect(requestDatasetRelease(reviewer, { id })).rejects.toThrow('run the pre-flight first')
    await look(id)
    const copy = await approved(filesOf('plum'))
    await expect(requestDatasetRelease(reviewer, { id })).rejects.toThrow('run the pre-flight again')
    await look(id)
    await expect(requestDatasetRelease(reviewer, { id })).rejects.toThrow('decided about 1 of the findings')
    const [finding] = await findings(id)
    await decideFindings(reviewer, { id, decision: 'drop', fingerprints: [finding!.fingerprint] })
    const { manifest } = await release(id)
    expect(manifest.items.map((item: { trajectory: string }) => item.trajectory)).toEqual([first])
    expect(manifest.dataset).toMatchObject({ id, name: 'A', left_out: { dropped: 1 } })
    expect(manifest.preflight.findings).toEqual({ duplicate: { drop: 1 } })
    expect((await getContents(viewer, GetContents.parse({ id }))).leftOut).toMatchObject([
      { reason: 'dropped', count: 1 },
    ])
    expect(copy).not.toBe(first)
  })

  test('masks the training text only, says so in the manifest, and verifies', async () => {
    const secret = await approved(filesOf('kiwi', `const token = '${token}'\n`))
    const plain = await approved()
    const { id } = await createDataset(reviewer, { name: 'A' })
    await look(id)
    const masked = (await findings(id)).filter(({ canMask }) => canMask)
    await decideFindings(reviewer, { id, decision: 'mask', fingerprints: masked.map(({ fingerprint }) => fingerprint) })
    const { releaseId, folder, manifest } = await release(id)
    const text = await readFile(path.join(folder, 'data/train-00000-of-00001.jsonl'), 'utf8')
    expect(text).not.toContain(token)
    expect(text).toContain('[masked: github]')
    const items = new Map<string, ManifestItem>(manifest.items.map((item: ManifestItem) => [item.trajectory, item]))
    const { contentHash } = await db.revision.findFirstOrThrow({ where: { trajectoryId: secret } })
    expect(items.get(secret)).toMatchObject({
      verifiers: { replays: false, grounded: true },
      source_content_hash: contentHash,
    })
    expect(items.get(secret)?.masks).toMatchObject([{ check: 'secret', rule: 'github', by: 'Rhea' }])
    expect(JSON.stringify(manifest)).not.toContain(token)
    expect(items.get(plain)?.verifiers.replays).toBe(true)
    expect(await verifyRelease(folder)).toMatchObject({ problems: [], hashedDocuments: 2 })
    const view = await db.releaseItem.findMany({ where: { releaseId, NOT: { maskedHash: null } } })
    expect(view).toHaveLength(1)
    const decided = await readFile(path.join(folder, 'decisions.jsonl'), 'utf8')
    expect(JSON.parse(decided.split('\n')[0]!)).toMatchObject({ check: 'secret', decision: 'mask', by: 'Rhea' })
    // The trajectory itself is as it was.
    const step = await db.step.findFirstOrThrow({ where: { trajectoryId: secret, tool: 'write', kind: 'act' } })
    const blob = await db.blob.findFirstOrThrow({ where: { sha256: step.sha256! } })
    expect(Buffer.from(blob.bytes).toString()).toContain(token)
  })

  test('remembers decisions for the next release, and tells the difference from the last', async () => {
    await approved(filesOf('kiwi', `const token = '${token}'\n`))
    const gone = await approved()
    const { id } = await createDataset(reviewer, { name: 'A' })
    await look(id)
    const [finding] = await findings(id, 'open')
    await decideFindings(reviewer, { id, decision: 'keep', fingerprints: [finding!.fingerprint] })
    const first = await release(id)
    await appendTestRevision(gone, 1)
    const added = await approved(filesOf('fig'))
    const contents = await getContents(viewer, GetContents.parse({ id }))
    expect(contents.delta).toMatchObject({ releaseId: first.releaseId, added: 1, changed: 0, removed: 1 })
    expect(await look(id)).toMatchObject({ open: 0 })
    const second = await release(id)
    const delta = await readFile(path.join(second.folder, 'delta.jsonl'), 'utf8')
    expect(
      delta
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { change: 'removed', trajectory: gone, before: 1 },
      { change: 'added', trajectory: added, revision: 1 },
    ])
  })

  test('holds what was synthesized and what was searched as variants, in the same split', async () => {
    const id = await createTestTrajectory(testFiles)
    const optimization = await db.optimization.create({
      data: { trajectoryId: id, baseRevision: 1, settings: {}, scorerFingerprint: 'test', state: 'done' },
    })
    await appendTestRevision(id, 1)
    await db.revision.updateMany({ where: { trajectoryId: id, number: 2 }, data: { optimizationId: optimization.id } })
    await submitVerdict(operator, { id, revision: 2, judgement: 'approve' })
    const dataset = await createDataset(reviewer, { name: 'A', revisions: 'both' })
    await look(dataset.id)
    expect(await findings(dataset.id)).toEqual([])
    const { folder, manifest } = await release(dataset.id)
    expect(
      manifest.items.map((item: ManifestItem) => [item.trajectory, item.revision, item.variant, item.split]),
    ).toEqual([
      [id, 2, 'searched', 'train'],
      [id, 1, 'synthesized', 'train'],
    ])
    expect(await verifyRelease(folder)).toMatchObject({ problems: [], hashedDocuments: 2 })
    const unsearched = await createDataset(reviewer, { name: 'B', revisions: 'searched' })
    await approved()
    const contents = await getContents(viewer, GetContents.parse({ id: unsearched.id }))
    expect(contents.leftOut).toEqual([{ reason: 'no_search', detail: '', count: 1 }])
  })
})
