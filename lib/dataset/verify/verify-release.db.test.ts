import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import type { DeltaRow } from '@/lib/dataset/delta'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { listDelta, streamDelta } from '@/lib/dataset/store-delta'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { tamper } from './testing/tamper'
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

/** What is changed of rows. */
type Changeable = {
  metadata?: { no_loss_ranges?: number[][] }
  details?: object
  extra?: object
  segments?: object[]
  input_ids?: number[]
  labels?: number[]
  attention_mask?: number[]
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
    ['packed', {}],
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

  test.each<[ReleaseFormat, Partial<ExportSettings>, (rows: Changeable[]) => unknown, string]>([
    [
      'text',
      {},
      (rows) => rows.push(rows[1]!),
      'Row 3 of FILE: this document is in the files once more than in the manifest',
    ],
    ['text', {}, (rows) => rows.pop(), 'FILE has 1 rows, where the manifest has 2.'],
    [
      'text',
      {},
      ([row]) => row!.metadata!.no_loss_ranges!.splice(1, 1),
      'Row 1 of FILE: loss does not fall where the document says, from character ',
    ],
    [
      'text',
      {},
      ([row]) => Object.assign(row!.metadata!, { license: 'none' }),
      'Row 1 of FILE: what it says of trajectory ',
    ],
    [
      'text',
      {},
      ([row]) => Object.assign(row!, { id: 'other' }),
      'Row 1 of FILE: its id is other, where the manifest has ',
    ],
    [
      'messages',
      {},
      ([row]) => Object.assign(row!.metadata!, { tokens: 1 }),
      'Row 1 of FILE: its tokens is 1, where the manifest has ',
    ],
    ['adp', {}, ([row]) => Object.assign(row!.details!, { commit: '0' }), 'Row 1 of FILE: what it says of trajectory '],
    [
      'atif',
      {},
      ([row]) => Object.assign(row!.extra!, { license: 'none' }),
      'Row 1 of FILE: what it says of trajectory ',
    ],
    [
      'segments',
      {},
      ([row]) => Object.assign(row!.segments![1]!, { label: false }),
      'Row 1 of FILE: loss does not fall where the document says, from character ',
    ],
    [
      'tokens',
      { container: 'jsonl' },
      ([row]) => row!.labels!.fill(row!.input_ids![1]!, 1, 2),
      'Row 1 of FILE: loss falls on token 1 of the document, and should not.',
    ],
    [
      'tokens',
      { container: 'jsonl' },
      ([row]) => row!.labels!.fill(7, 1, 2),
      'Row 1 of FILE: label 1 is 7, and its token ',
    ],
    [
      'tokens',
      { container: 'jsonl' },
      ([row]) => row!.attention_mask!.fill(0, 9, 10),
      'Row 1 of FILE: attention_mask has 0 at token 9.',
    ],
    [
      'tokens',
      { container: 'jsonl' },
      ([row]) => [row!.input_ids!, row!.labels!, row!.attention_mask!].map((list) => list.shift()),
      'Row 1 of FILE: token 0 of the document is ',
    ],
  ])(
    'of %s %o whose rows were changed is noticed, though every hash was written anew',
    async (format, settings, change, sentence) => {
      const { folder, changeLines } = await tamper(await release(format, settings), path.join(home, randomUUID()))
      const name = 'data/train-00000-of-00001.jsonl'
      await changeLines(name, (rows) => change(rows as Changeable[])) // as the formats say
      expect((await verifyRelease(folder)).problems.join('\n')).toContain(sentence.replace('FILE', name))
    },
  )

  test.each<[string, string, (bytes: Buffer) => Buffer, string]>([
    [
      'mask',
      'label_mask',
      (bytes) => bytes.fill(1, 1, 2),
      'Document 1 of TOKENS: loss falls on token 1 of the document, and should not.',
    ],
    ['mask', 'label_mask', (bytes) => bytes.fill(2, 1, 2), 'MASK has 2 at token 1.'],
    ['mask', 'label_mask', (bytes) => bytes.subarray(1), 'TOKENS has '],
    ['last token', 'tokens', (bytes) => bytes.fill(0, bytes.length - 4), 'TOKENS ends with '],
    [
      'first token',
      'tokens',
      (bytes) => bytes.fill(0, 0, 4),
      'Document 1 of TOKENS: this document is not in the manifest',
    ],
  ])('of flat arrays whose %s was changed is noticed', async (_, part, change, sentence) => {
    const { folder, changeBytes } = await tamper(await release('olmo'), path.join(home, randomUUID()))
    const nameOf = (name: string) => `data/train-00000-of-00001.${name}.bin`
    await changeBytes(nameOf(part), change)
    const expected = sentence.replace('TOKENS', nameOf('tokens')).replace('MASK', nameOf('label_mask'))
    expect((await verifyRelease(folder)).problems.join('\n')).toContain(expected)
  })

  test('says what its files cannot prove, and whether its rows were read at all', async () => {
    const provenance =
      'Where documents come from (repository, licence, verifiers, decisions) is taken from the manifest as it is.'
    expect((await verifyRelease(await release('tokens'))).unproven).toEqual([provenance])
    expect((await verifyRelease(await release('tokens', { tokenizer: 'o200k' }))).unproven).toEqual([
      'The manifest counts Llama-3 tokens, and the files hold o200k: they were not counted again.',
      provenance,
    ])
    const { folder } = await tamper(await release('text'), path.join(home, randomUUID()))
    await writeFile(path.join(folder, 'more.md'), 'More.\n')
    expect((await verifyRelease(folder)).unproven).toEqual([
      'Rows were not read, as the files are not those of the manifest.',
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
