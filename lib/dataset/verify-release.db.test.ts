import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import type { DeltaRow } from './delta'
import type { ExportSettings, ReleaseFormat } from './formats/settings'
import { releaseFolder } from './release-folder'
import { requestRelease } from './request-release'
import { runRelease } from './run-release'
import { listDelta, streamDelta } from './store-delta'
import { verifyRelease } from './verify-release'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-verify-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }
const ids: string[] = []

async function createApproved(): Promise<string> {
  const id = await createTestTrajectory()
  await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
  return id
}

beforeAll(async () => {
  ids.push(await createApproved(), await createApproved())
})

async function release(format: ReleaseFormat, settings: Partial<ExportSettings> = {}): Promise<string> {
  const { id: releaseId } = await requestRelease(operator, { format, settings, trajectoryIds: ids })
  await runRelease({ releaseId }, context)
  return releaseFolder(releaseId)
}

describe('a release', () => {
  test.each<[ReleaseFormat, Partial<ExportSettings>]>([
    ['text', {}],
    ['text', { container: 'parquet' }],
    ['segments', { compression: 'zstd' }],
    ['messages', { compression: 'gzip' }],
    ['messages', { container: 'parquet' }],
    ['sharegpt', {}],
    ['adp', {}],
    ['atif', { container: 'each' }],
    ['sts', {}],
    ['tokens', {}],
    ['olmo', {}],
  ])('of %s %o is what its manifest says, document by document', async (format, settings) => {
    const found = await verifyRelease(await release(format, settings))
    expect(found).toMatchObject({ format, documents: 2, hashedDocuments: 2, problems: [] })
  })

  test('that was changed, added to or cut is noticed, and so is one whose hashes were written anew', async () => {
    const folder = await release('text')
    const copy = async (name: string) => {
      const target = path.join(home, name)
      await cp(folder, target, { recursive: true })
      return target
    }
    const shard = path.join('data', 'train-00000-of-00001.jsonl')
    const changed = await copy('changed')
    await appendFile(path.join(changed, shard), '\n')
    expect((await verifyRelease(changed)).problems[0]).toContain('train-00000-of-00001.jsonl was changed')
    const added = await copy('added')
    await writeFile(path.join(added, 'data', 'more.jsonl'), '{}\n')
    expect((await verifyRelease(added)).problems).toEqual([
      'data/more.jsonl does not belong to the release.',
      'data/more.jsonl is not in the manifest.',
    ])
    const cut = await copy('cut')
    await rm(path.join(cut, shard))
    expect((await verifyRelease(cut)).problems[0]).toContain('is missing')

    const forged = await copy('forged')
    const rows = (await readFile(path.join(forged, shard), 'utf8')).replace(
      'stay between two limits',
      'stay between two borders',
    )
    await writeFile(path.join(forged, shard), rows)
    const hash = (content: string) => createHash('sha256').update(content).digest('hex')
    const old = hash(await readFile(path.join(folder, shard), 'utf8'))
    const manifest = (await readFile(path.join(forged, 'manifest.json'), 'utf8'))
      .replace(old, hash(rows))
      .replace(/"bytes": \d+,\n(\s+"sha256": "[^"]+",\n\s+"rows": 2)/, `"bytes": ${Buffer.byteLength(rows)},\n$1`)
    await writeFile(path.join(forged, 'manifest.json'), manifest)
    const sums = await readFile(path.join(forged, 'SHA256SUMS'), 'utf8')
    const oldManifest = hash(await readFile(path.join(folder, 'manifest.json'), 'utf8'))
    await writeFile(path.join(forged, 'SHA256SUMS'), sums.replace(old, hash(rows)).replace(oldManifest, hash(manifest)))
    expect((await verifyRelease(forged)).problems.join('\n')).toContain('is not in the manifest')
  })

  test('whose card was changed, or that has a file more, is noticed though SHA256SUMS says otherwise', async () => {
    const folder = path.join(home, 'resigned')
    await cp(await release('text'), folder, { recursive: true })
    const sums = path.join(folder, 'SHA256SUMS')
    const hash = async (name: string) =>
      createHash('sha256')
        .update(await readFile(path.join(folder, name)))
        .digest('hex')
    const before = await hash('README.md')
    await appendFile(path.join(folder, 'README.md'), '\nEverything was checked twice.\n')
    await writeFile(path.join(folder, 'more.md'), 'More.\n')
    const changed = (await readFile(sums, 'utf8')).replace(before, await hash('README.md'))
    await writeFile(sums, `${changed}${await hash('more.md')}  more.md\n`)
    expect((await verifyRelease(folder)).problems).toEqual([
      'README.md is not what the manifest says.',
      'more.md is not in the manifest.',
    ])
  })

  test('of nothing is refused', async () => {
    await expect(verifyRelease(home)).rejects.toMatchObject({ code: 'invalid' })
  })

  test.each<[string, (manifest: string) => string]>([
    ['breaks off between two documents', (manifest) => manifest.slice(0, manifest.lastIndexOf(',\n    {'))],
    ['has no documents', (manifest) => `${manifest.slice(0, manifest.indexOf(',\n  "items"'))}\n}\n`],
    ['is no JSON', (manifest) => manifest.replace('"trajectory":', '"trajectory"')],
    ['is of a later version', (manifest) => manifest.replace('"manifest_version": 1', '"manifest_version": 2')],
  ])('whose manifest %s is refused', async (_, change) => {
    const folder = path.join(home, 'refused')
    await cp(await release('text'), folder, { recursive: true })
    const file = path.join(folder, 'manifest.json')
    await writeFile(file, change(await readFile(file, 'utf8')))
    await expect(verifyRelease(folder)).rejects.toThrow('cannot be read')
  })
})

test('a release tells what it adds, changes and lacks against an earlier one', async () => {
  const [kept, dropped] = [ids[0] ?? '', ids[1] ?? '']
  const before = await requestRelease(operator, { trajectoryIds: [kept, dropped] })
  const added = await createApproved()
  await appendTestRevision(kept, 1)
  await submitVerdict(operator, { id: kept, revision: 2, judgement: 'approve' })
  const after = await requestRelease(operator, { trajectoryIds: [kept, added], against: before.id })
  await runRelease({ releaseId: after.id }, context)
  const lines = (await readFile(path.join(releaseFolder(after.id), 'delta.jsonl'), 'utf8')).trimEnd().split('\n')
  const rows = lines
    .map((line) => JSON.parse(line))
    .map(({ change, trajectory, revision, before }) => [change, trajectory, revision, before])
  expect(rows.sort()).toEqual([
    ['added', added, 1, null],
    ['changed', kept, 2, 1],
    ['removed', dropped, null, 1],
  ])
  const whole = await deltaOf(after.id, before.id)
  expect(whole).toHaveLength(3)
  expect(await deltaOf(after.id, before.id, 1)).toEqual(whole)
  const next = await listDelta(db, after.id, before.id, whole[0]?.trajectory ?? '', 1)
  expect(next).toEqual(whole.slice(1, 2))
  expect((await verifyRelease(releaseFolder(after.id))).problems).toEqual([])
  expect(await db.trajectory.count({ where: { state: 'released' } })).toBe(3)
})

async function deltaOf(id: string, against: string, window?: number): Promise<DeltaRow[]> {
  const found: DeltaRow[] = []
  for await (const row of streamDelta(db, id, against, { window })) found.push(row)
  return found
}

test('a trajectory that is released cannot be deleted under it', async () => {
  await expect(db.trajectory.delete({ where: { id: ids[0] ?? '' } })).rejects.toThrow()
})
