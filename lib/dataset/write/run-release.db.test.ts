import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { copyRelease } from '@/lib/dataset/copy-release'
import { getRelease } from '@/lib/dataset/get-release'
import { listReleases } from '@/lib/dataset/list-releases'
import { openReleaseFile } from '@/lib/dataset/open-release-file'
import type { ReleaseResult } from '@/lib/dataset/release'
import { checkpointFile, partialFolder, releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { CanceledError } from '@/lib/jobs/run-job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { appendTestRevision, createTestTrajectory, testFiles } from '@/lib/review/testing/create-trajectory'
import { parseDocument } from '@/lib/trajectory/document'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { listStaleEntries } from '@/lib/trajectory/store-entry'
import { streamDocument } from '@/lib/trajectory/stream-document'
import { runRelease } from './run-release'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-release-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const reviewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Rhea', role: 'reviewer' }
const viewer: Actor = { ...reviewer, role: 'viewer' }

function contextOf(signal = new AbortController().signal, onReport?: (done: number) => void): JobContext {
  return { jobRunId: '', signal, report: async ({ done }) => onReport?.(done ?? 0) }
}

async function createApproved(): Promise<string> {
  const id = await createTestTrajectory()
  await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
  return id
}

type Row = { text: string; id: string; metadata: Record<string, unknown> & { no_loss_ranges: [number, number][] } }

async function readRows(releaseId: string, name = 'data/train-00000-of-00001.jsonl'): Promise<Row[]> {
  const text = await readFile(path.join(releaseFolder(releaseId), name), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}

/** Lists and counts say what the trajectories are. */
async function expectTrueEntries(): Promise<void> {
  expect(await listStaleEntries(db)).toEqual([])
  const counted = await db.$queryRaw`select state::text, sum(amount)::int as count from trajectory_tally
    group by 1 having sum(amount) <> 0 order by 1`
  const held = await db.$queryRaw`select state::text, count(*)::int from trajectory group by 1 order by 1`
  expect(counted).toEqual(held)
}

beforeEach(async () => {
  await db.releaseItem.deleteMany()
  await db.trajectory.deleteMany()
  await db.trajectoryTally.deleteMany()
})

describe('an export', () => {
  test('that was rendered before is not rendered again', async () => {
    await createApproved()
    const first = await requestRelease(reviewer, {})
    await runRelease({ releaseId: first.id }, contextOf())
    const kept = Buffer.from('{"text":"what was kept: é 😀"}\n')
    await db.rendered.updateMany({ data: { bytes: kept, rows: 1, isCompressed: false } })
    await db.releaseItem.deleteMany()
    const again = await requestRelease(reviewer, {})
    await runRelease({ releaseId: again.id }, contextOf())
    expect(await readRows(again.id)).toEqual([{ text: 'what was kept: é 😀' }])
  })

  test('holds what replays to the included files, byte for byte, and masks the request and the observations', async () => {
    const trajectoryId = await createApproved()
    const release = await requestRelease(reviewer, {})
    await runRelease({ releaseId: release.id }, contextOf())
    const [row, ...others] = await readRows(release.id)
    expect(others).toEqual([])
    const document = parseDocument(row!.text)
    const tree = new Map<string, string>()
    for (const { kind, tool, path: name, body } of document.steps) {
      if (kind === 'act' && (tool === 'write' || tool === 'edit')) tree.set(name!, body)
    }
    const bytes = (content: string) => Buffer.from(content).toString('hex')
    expect([...tree].map(([name, content]) => [name, bytes(content)])).toEqual(
      testFiles.map((file) => [file.path, bytes(file.content)]),
    )
    const codePoints = [...row!.text]
    const masked = row!.metadata.no_loss_ranges.map(([start, end]) => codePoints.slice(start, end).join(''))
    const untrained: string[] = []
    let isOpen = false
    for await (const part of streamDocument(trajectoryId, 1)) {
      if (!part.isTrained) untrained.push(isOpen ? untrained.pop() + part.text : part.text)
      isOpen = !part.isTrained
    }
    expect(masked).toEqual(untrained)
    expect(masked[0]).toContain('Build a library for numbers 🧮.')
    expect(masked).toHaveLength(1 + document.steps.filter(({ kind }) => kind === 'observe').length)
    expect(masked.slice(1).every((text) => text.startsWith('<observe'))).toBe(true)
  })

  test('has a manifest with counts and hashes that are true, and a row that tells them too', async () => {
    const ids = [await createApproved(), await createApproved()]
    const { id: releaseId } = await requestRelease(operator, {})
    const result = await runRelease({ releaseId }, contextOf())
    const folder = releaseFolder(releaseId)
    for (const file of result.files) {
      expect(await hashOf(path.join(folder, file.path))).toBe(file.sha256)
      expect((await readFile(path.join(folder, file.path))).length).toBe(file.bytes)
    }
    expect(result.files.map((file) => file.path)).toEqual([
      'data/train-00000-of-00001.jsonl',
      'README.md',
      'recipes/README.md',
      'recipes/axolotl.yaml',
      'recipes/trl.py',
      'recipes/megatron_bridge.py',
      'recipes/olmo_core.py',
      'recipes/datatrove.py',
      'manifest.json',
      'SHA256SUMS',
    ])
    const revisions = await db.revision.findMany({ orderBy: { trajectoryId: 'asc' } })
    const tokens = revisions.reduce((sum, revision) => sum + revision.tokens, 0)
    expect(result).toMatchObject({ releaseId, documents: 2, tokens })
    const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ release: releaseId, documents: 2, tokens, tokenizer: 'llama-3' })
    // All but itself and SHA256SUMS, which has its hash.
    expect(manifest.files).toEqual(result.files.slice(0, -2))
    expect(manifest.items.map((item: { trajectory: string }) => item.trajectory)).toEqual(ids)
    expect(manifest.items[0]).toMatchObject({
      revision: 1,
      content_hash: revisions[0]!.contentHash,
      license: 'MIT',
      verifiers: { replays: true, causal: true, grounded: true, complete: true, original: true },
    })
    const [row] = await readRows(releaseId)
    expect(row).toMatchObject({ id: ids[0], metadata: { trajectory: ids[0], revision: 1, license: 'MIT' } })
    expect(await getRelease(viewer, { id: releaseId })).toMatchObject({ documents: 2, files: result.files })
    const page = await listReleases(viewer, { limit: 1 })
    expect(page).toMatchObject({ rows: [{ id: releaseId, trajectories: 2, jobId: expect.any(String) }] })
  })

  test('run again is not written again, and one that was killed ends with the same bytes', async () => {
    await createApproved()
    await createApproved()
    const { id: releaseId } = await requestRelease(operator, {})
    const result = await runRelease({ releaseId }, contextOf())
    await rm(releaseFolder(releaseId), { recursive: true })
    expect(await runRelease({ releaseId }, contextOf())).toEqual(result)
    expect(await readdir(path.join(home, 'releases'))).not.toContain(releaseId)
    await db.$executeRaw`update release set files = null, documents = null, tokens = null where id = ${releaseId}::uuid`
    await mkdir(partialFolder(releaseId), { recursive: true })
    await writeFile(path.join(partialFolder(releaseId), 'train-00000.jsonl'), '{"text":"hal')
    await rm(checkpointFile(releaseId), { force: true })
    expect(await runRelease({ releaseId }, contextOf())).toEqual(result)
    expect(await readdir(path.join(home, 'releases'))).not.toContain(`${releaseId}.partial`)
  })

  test('that is canceled leaves no file, and lets go what no other holds', async () => {
    const held = await createApproved()
    const free = await createApproved()
    const other = await requestRelease(operator, { trajectoryIds: [held] })
    await runRelease({ releaseId: other.id }, contextOf())
    const { id: releaseId } = await requestRelease(operator, {})
    await expectTrueEntries()
    const controller = new AbortController()
    let seen: string[] = []
    const running = runRelease(
      { releaseId },
      {
        ...contextOf(controller.signal),
        async report({ done }) {
          if (done !== 2) return
          seen = await readdir(path.join(partialFolder(releaseId), 'data'))
          controller.abort(new CanceledError('The job was canceled.'))
        },
      },
    )
    await expect(running).rejects.toBeInstanceOf(CanceledError)
    expect(seen).toEqual(['train-00000.jsonl'])
    expect(await readdir(path.join(home, 'releases'))).not.toContain(`${releaseId}.partial`)
    expect(await readdir(path.join(home, 'releases'))).not.toContain(releaseId)
    expect(await getRelease(viewer, { id: releaseId })).toMatchObject({ files: null, documents: null })
    const { rows } = await listTrajectories(operator, {})
    const states = new Map(rows.map(({ id, state }) => [id, state]))
    expect([states.get(held), states.get(free)]).toEqual(['released', 'approved'])
    await expectTrueEntries()
  })

  test('of a trajectory that is not what was judged is refused', async () => {
    const id = await createApproved()
    const { id: releaseId } = await requestRelease(operator, {})
    await db.$executeRaw`update step set text = 'Changed.' where trajectory_id = ${id}::uuid and tool = 'finish'`
    await expect(runRelease({ releaseId }, contextOf())).rejects.toThrow('is not what it was')
  })

  test('begins a new file when one has reached its size', async () => {
    for (let count = 0; count < 3; count += 1) await createApproved()
    const { id: releaseId } = await requestRelease(operator, { settings: { shardBytes: 1 } })
    const { files } = await runRelease({ releaseId }, contextOf())
    const shards = files.filter((file) => file.split).map((file) => file.path)
    expect(shards).toEqual([0, 1, 2].map((n) => `data/train-0000${n}-of-00003.jsonl`))
    expect(await readRows(releaseId, 'data/train-00002-of-00003.jsonl')).toHaveLength(1)
  })
})

describe('asking for an export', () => {
  test('freezes each trajectory at its approved revision: a later revision is not in it', async () => {
    const id = await createApproved()
    const { id: releaseId } = await requestRelease(operator, { trajectoryIds: [id] })
    await appendTestRevision(id, 1)
    await runRelease({ releaseId }, contextOf())
    const [row] = await readRows(releaseId)
    expect(row?.metadata.revision).toBe(1)
    expect(row?.text).not.toContain('Revision 2.')
  })

  test('is refused for what is not approved at its newest revision, and leaves neither an export nor a job', async () => {
    const approved = await createApproved()
    const changed = await createApproved()
    await appendTestRevision(changed, 1)
    const before = [await db.release.count(), await db.jobRun.count()]
    const asked = requestRelease(operator, { trajectoryIds: [approved, changed] })
    await expect(asked).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining(changed) })
    expect([await db.release.count(), await db.jobRun.count()]).toEqual(before)
  })

  test('is refused when a verifier fails, or when there is nothing approved', async () => {
    await createTestTrajectory()
    await expect(requestRelease(operator, {})).rejects.toMatchObject({
      message: expect.stringContaining('no approved'),
    })
    const id = await createApproved()
    await db.$executeRaw`update revision set verifiers = jsonb_set(verifiers, '{replays,holds}', 'false')
      where trajectory_id = ${id}::uuid`
    await expect(requestRelease(operator, {})).rejects.toMatchObject({ message: expect.stringContaining('"replays"') })
  })

  test('is not for viewers', async () => {
    await createApproved()
    await expect(async () => requestRelease(viewer, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the files of an export', () => {
  async function createRelease(): Promise<ReleaseResult> {
    await createApproved()
    const { id: releaseId } = await requestRelease(operator, {})
    return runRelease({ releaseId }, contextOf())
  }

  test('are read by name, and only those that it lists', async () => {
    const { releaseId: id } = await createRelease()
    await writeFile(path.join(releaseFolder(id), 'other.txt'), 'x')
    const { file, handle } = await openReleaseFile(reviewer, { id, name: 'manifest.json' })
    const content = await handle.readFile()
    await handle.close()
    expect(createHash('sha256').update(content).digest('hex')).toBe(file.sha256)
    for (const name of ['other.txt', '../password', `../${id}/manifest.json`, '']) {
      await expect(openReleaseFile(reviewer, { id, name })).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(openReleaseFile(viewer, { id, name: 'manifest.json' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('are copied into a folder whole, and a file that was changed on the disk is noticed', async () => {
    const { releaseId: id, files } = await createRelease()
    const folder = path.join(home, 'copy', 'deep')
    expect(await copyRelease(operator, { id, folder })).toEqual(files)
    for (const file of files) expect(await hashOf(path.join(folder, file.path))).toBe(file.sha256)
    await writeFile(path.join(releaseFolder(id), 'manifest.json'), 'x')
    await expect(copyRelease(operator, { id, folder })).rejects.toMatchObject({ code: 'unavailable' })
    await expect(copyRelease(reviewer, { id, folder })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
