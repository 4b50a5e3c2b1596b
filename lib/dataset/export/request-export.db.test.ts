import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { changeDataset } from '@/lib/dataset/change-dataset'
import { createScanPool } from '@/lib/dataset/checks/scan-pool'
import { createDataset } from '@/lib/dataset/create-dataset'
import { deleteDataset } from '@/lib/dataset/delete-dataset'
import { getDataset, listDatasets } from '@/lib/dataset/get-dataset'
import { listReleases } from '@/lib/dataset/list-releases'
import { decideFindings } from '@/lib/dataset/preflight/decide-findings'
import type { Decision } from '@/lib/dataset/preflight/finding'
import { runPreflight } from '@/lib/dataset/preflight/run-preflight'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestDatasetRelease } from '@/lib/dataset/request-dataset-release'
import {
  approved,
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
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import type { Export } from './export'
import { listWaitingExports } from './list-waiting-exports'
import { requestExport } from './request-export'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-export-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

beforeEach(async () => {
  await clearDatasets()
  await db.jobRun.deleteMany()
})

const withSecret = () => approved(filesOf('kiwi', `const token = '${token}'\n`))
const waiting = () => listWaitingExports(viewer, { limit: 50 })

/** Looks through an export, as its job does it. */
async function lookThrough({ jobId }: Export) {
  const { payload } = await db.jobRun.findUniqueOrThrow({ where: { id: jobId ?? '' } })
  const pool = createScanPool({ threads: 1 })
  try {
    return await runPreflight(payload, context, pool)
  } finally {
    await pool.close()
    await db.jobRun.updateMany({ where: { id: jobId ?? '' }, data: { state: 'done' } })
  }
}

/** Asks for an export and looks through it; `releaseId` is what went out by itself. */
async function exported(trajectoryIds: string[]) {
  const asked = await requestExport(reviewer, { trajectoryIds })
  return { datasetId: asked.datasetId ?? '', ...(await lookThrough(asked)) }
}

async function decideAll(id: string, decision: Decision): Promise<void> {
  const fingerprints = (await findings(id, 'open')).map(({ fingerprint }) => fingerprint)
  await decideFindings(reviewer, { id, decision, fingerprints })
}

async function written(releaseId: string) {
  await runRelease({ releaseId }, context)
  const read = (name: string) => readFile(path.join(releaseFolder(releaseId), name), 'utf8')
  return { manifest: JSON.parse(await read('manifest.json')), read }
}

describe('an export', () => {
  test('with a planted secret does not go out before somebody has decided about it', async () => {
    const id = await withSecret()
    const { datasetId, releaseId } = await exported([id])
    expect(releaseId).toBeNull()
    expect(await findings(datasetId, 'open')).toMatchObject([{ check: 'secret', trajectoryId: id }])
    await expect(requestDatasetRelease(reviewer, { id: datasetId })).rejects.toThrow('decided about 1 of the findings')
    expect(await db.release.count()).toBe(0)
    expect(await db.jobRun.count({ where: { kind: 'release' } })).toBe(0)
    expect(await db.trajectory.findUnique({ where: { id } })).toMatchObject({ state: 'approved' })
    expect(await waiting()).toMatchObject([{ datasetId, trajectories: 1, by: 'Rhea', open: 1 }])
    await decideAll(datasetId, 'mask')
    const { manifest, read } = await written((await requestDatasetRelease(reviewer, { id: datasetId })).id)
    const text = await read('data/train-00000-of-00001.jsonl')
    expect(text).not.toContain(token)
    expect(text).toContain('[masked: github]')
    expect(manifest).toMatchObject({ dataset: { name: null }, preflight: { findings: { secret: { mask: 1 } } } })
    expect(await waiting()).toEqual([])
  })

  test('in which nothing is found goes out by itself, once, and says what was looked for', async () => {
    const id = await approved()
    await approved(filesOf('other'))
    const asked = await requestExport(reviewer, { trajectoryIds: [id], format: 'messages' })
    expect(asked).toMatchObject({ releaseId: null })
    expect(await db.release.count()).toBe(0)
    const { releaseId } = await lookThrough(asked)
    const { rows } = await listReleases(viewer, { limit: 5 })
    expect(rows).toMatchObject([{ id: releaseId, format: 'messages', by: 'Rhea', trajectories: 1, isChecked: true }])
    // A job that was killed after that begins again.
    expect(await lookThrough(asked)).toMatchObject({ releaseId })
    expect(await db.release.count()).toBe(1)
    const { manifest, read } = await written(releaseId ?? '')
    expect(manifest).toMatchObject({ dataset: { name: null, picked: 1 }, preflight: { findings: {} } })
    const card = await read('README.md')
    expect(card).toContain('This is a plain export of 1 document')
    expect(card).toContain('Nothing was found.')
    expect(await waiting()).toEqual([])
    expect(await listDatasets(viewer, {})).toEqual([])
  })

  test('of everything holds what is approved when it is asked for', async () => {
    const [one, other] = [await approved(), await approved(filesOf('fig'))]
    await createTestTrajectory()
    const asked = await requestExport(reviewer, {})
    await approved(filesOf('late'))
    const { releaseId } = await lookThrough(asked)
    const items = await db.releaseItem.findMany({ where: { releaseId: releaseId ?? '' }, orderBy: { position: 'asc' } })
    expect(items.map(({ trajectoryId }) => trajectoryId)).toEqual([one, other])
  })

  test('goes out unchecked only when that is said, and the trail, the manifest and the card say so', async () => {
    const id = await withSecret()
    const { releaseId, datasetId } = await requestExport(reviewer, { trajectoryIds: [id], isUnchecked: true })
    expect(datasetId).toBeNull()
    const { manifest, read } = await written(releaseId ?? '')
    expect(manifest).toMatchObject({ by: 'Rhea', dataset: null, preflight: null })
    expect(await read('README.md')).toContain('**Nobody looked.** It went out unchecked, as Rhea asked')
    expect((await listReleases(viewer, { limit: 5 })).rows).toMatchObject([{ id: releaseId, isChecked: false }])
    const noted = await db.auditEvent.findFirstOrThrow({ where: { subjectId: releaseId } })
    expect(noted).toMatchObject({ action: 'release.request', actor: 'Rhea', after: { isUnchecked: true } })
  })

  test('is not for viewers, looked through or not, and is refused for what is not approved', async () => {
    const [good, draft] = [await approved(), await createTestTrajectory()]
    for (const isUnchecked of [false, true])
      await expect(requestExport(viewer, { trajectoryIds: [good], isUnchecked })).rejects.toMatchObject({
        code: 'forbidden',
      })
    const asked = requestExport(reviewer, { trajectoryIds: [good, draft] })
    await expect(asked).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining(draft) })
    const unknown = '01900000-0000-7000-8000-00000000ffff'
    await expect(requestExport(reviewer, { against: unknown })).rejects.toMatchObject({ code: 'not_found' })
    expect([await db.dataset.count(), await db.jobRun.count(), await db.release.count()]).toEqual([0, 0, 0])
  })

  test('tells the difference that was asked for, also when somebody had to decide before', async () => {
    const [kept, secret] = [await approved(), await withSecret()]
    const before = await exported([kept])
    await written(before.releaseId ?? '')
    const asked = await requestExport(reviewer, { trajectoryIds: [kept, secret], against: before.releaseId ?? '' })
    await lookThrough(asked)
    await decideAll(asked.datasetId ?? '', 'keep')
    const release = await requestDatasetRelease(reviewer, { id: asked.datasetId ?? '' })
    expect(release.againstId).toBe(before.releaseId)
    const { read } = await written(release.id)
    expect(JSON.parse(await read('delta.jsonl'))).toMatchObject({ change: 'added', trajectory: secret })
  })
})

describe('decisions about what an export holds', () => {
  test('hold for the next one, with who made them', async () => {
    const id = await withSecret()
    const first = await exported([id])
    await decideAll(first.datasetId, 'mask')
    const { releaseId } = await exported([id])
    const { manifest, read } = await written(releaseId ?? '')
    expect(await read('data/train-00000-of-00001.jsonl')).not.toContain(token)
    expect(manifest.preflight.findings).toEqual({ secret: { mask: 1 } })
    expect(JSON.parse(await read('decisions.jsonl'))).toMatchObject({ decision: 'mask', by: 'Rhea', trajectory: id })
  })

  test('hold as they were made last', async () => {
    const id = await withSecret()
    const [first, second] = [await exported([id]), await exported([id])]
    await decideAll(second.datasetId, 'keep')
    await decideAll(first.datasetId, 'drop')
    const third = await exported([id])
    expect(third).toMatchObject({ documents: 0, releaseId: null })
    expect(await findings(third.datasetId, 'decided')).toMatchObject([{ decision: 'drop', decidedBy: 'Rhea' }])
  })

  test('keep a dropped repository out of all later ones, and nothing else', async () => {
    const [id, later, free] = [await withSecret(), await approved(filesOf('fig')), await approved(filesOf('plum'))]
    const { repositoryId } = await db.trajectoryEntry.findUniqueOrThrow({ where: { trajectoryId: id } })
    await db.trajectoryEntry.update({ where: { trajectoryId: later }, data: { repositoryId } })
    const first = await exported([id])
    await decideAll(first.datasetId, 'drop_repository')
    expect(await exported([later])).toMatchObject({ documents: 0, releaseId: null })
    expect(await exported([later, free])).toMatchObject({ documents: 1, releaseId: expect.any(String) })
  })

  test('of a dataset with a name hold in it alone', async () => {
    const id = await withSecret()
    const dataset = await createDataset(reviewer, { name: 'A' })
    await look(dataset.id)
    await decideAll(dataset.id, 'keep')
    const plain = await exported([id])
    expect(plain.releaseId).toBeNull()
    await decideAll(plain.datasetId, 'mask')
    const other = await createDataset(reviewer, { name: 'B' })
    expect(await look(other.id)).toMatchObject({ open: 1 })
  })
})

describe('an export that waits', () => {
  test('becomes a dataset when it gets a name', async () => {
    const { datasetId } = await exported([await withSecret()])
    const { version } = await getDataset(viewer, { id: datasetId })
    await changeDataset(reviewer, { id: datasetId, version, name: 'Kiwis' })
    expect(await listDatasets(viewer, {})).toMatchObject([{ id: datasetId, name: 'Kiwis', picked: 1 }])
    expect(await waiting()).toEqual([])
  })

  test('is given up by whoever may export, not while it is looked through, and nothing else is', async () => {
    const id = await withSecret()
    const asked = await requestExport(reviewer, { trajectoryIds: [id] })
    const gone = { id: asked.datasetId ?? '' }
    await expect(deleteDataset(reviewer, gone)).rejects.toMatchObject({ code: 'conflict' })
    await lookThrough(asked)
    await expect(async () => deleteDataset(viewer, gone)).rejects.toMatchObject({ code: 'forbidden' })
    await deleteDataset(reviewer, gone)
    expect(await waiting()).toEqual([])
    const named = await createDataset(reviewer, { name: 'A' })
    await expect(deleteDataset(reviewer, named)).rejects.toMatchObject({ code: 'forbidden' })
    const out = await exported([await approved()])
    await expect(deleteDataset(reviewer, { id: out.datasetId })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
