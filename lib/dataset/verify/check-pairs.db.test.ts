import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import type { ManifestHead } from '@/lib/dataset/manifest'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { tamper } from './testing/tamper'
import { verifyRelease } from './verify-release'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-verify-pairs-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }
const shard = 'data/train-00000-of-00001.jsonl'

/** By slot: what the search minimizes, and the text; the first won. */
const candidates = [
  { valueNats: 10, text: 'The winner. 勝 🎉\r\n</think>\n' },
  { valueNats: 12.5, text: 'Second.\n' },
  { valueNats: 40, text: 'Far behind.' },
]

/** Two of whose steps were searched: of the main run, and of a sub-run. */
async function createSearched(): Promise<string> {
  const trajectoryId = await createTestTrajectory()
  const thinks = await db.step.findMany({ where: { trajectoryId, kind: 'think' }, orderBy: { position: 'asc' } })
  const { id: optimizationId } = await db.optimization.create({
    data: { trajectoryId, baseRevision: 1, settings: {}, scorerFingerprint: 'test', state: 'done' },
  })
  const selected: { stepId: string; thoughtId: string }[] = []
  for (const { id: stepId } of [thinks[0]!, thinks[2]!])
    for (const [slot, { text, valueNats }] of candidates.entries()) {
      const searched = { stepId, origin: 'search' as const, text, tokens: 5, optimizationId, round: 1 }
      const { id } = await db.thought.create({
        data: { ...searched, slot, valueNats, whyNot: slot === 0 ? null : 'worse' },
      })
      if (slot === 0) selected.push({ stepId, thoughtId: id })
    }
  await appendRevision({ trajectoryId, base: 1, reason: 'Searched.', by: 'test', selected })
  await submitVerdict(operator, { id: trajectoryId, revision: 2, judgement: 'approve' })
  return trajectoryId
}

let ids: string[]
let written: string

async function write(settings: Partial<ExportSettings> = {}): Promise<string> {
  const { id: releaseId } = await requestRelease(operator, { format: 'dpo', settings, trajectoryIds: ids })
  await runRelease({ releaseId }, context)
  return releaseFolder(releaseId)
}

beforeAll(async () => {
  const plain = await createTestTrajectory()
  await submitVerdict(operator, { id: plain, revision: 1, judgement: 'approve' })
  ids = [await createSearched(), await createSearched(), plain]
  written = await write()
})

test.each<Partial<ExportSettings>>([
  {},
  { compression: 'gzip' },
  { compression: 'zstd' },
  { container: 'parquet' },
  { minimumMarginNats: 1000 },
  { minimumMarginNats: 1000, compression: 'gzip' },
  { minimumMarginNats: 1000, container: 'parquet' },
])('pairs %o are what the manifest says', async (settings) => {
  const { problems, unproven } = await verifyRelease(await write(settings))
  expect(problems).toEqual([])
  expect(unproven.slice(0, 3)).toEqual([
    'Rows hold documents up to a thought only: no content hash can be made of them.',
    'Scores are what the search measured: the files cannot tell whether they are right.',
    `${settings.minimumMarginNats ? 3 : 1} documents gave no pair and are in no row: nothing of them can be checked.`,
  ])
})

type PairRow = {
  prompt: string
  chosen: string
  rejected: string
  score_chosen: number
  score_rejected: number
  margin: number
  id: string
  metadata: Record<string, unknown>
}

/** Rows 1 and 2 are of the first step of a document, 3 and 4 of the second, 5 to 8 of another document. */
test.each<[string, (rows: PairRow[]) => unknown, string]>([
  [
    'of which one is there twice',
    (rows) => rows.splice(1, 0, rows[0]!),
    'Row 2 of FILE: its id is ID/0/0, and pair 1 of this document comes here.',
  ],
  [
    'of which one is missing',
    (rows) => rows.splice(1, 1),
    'Row 2 of FILE: its id is ID/4/2, and pair 1 of this document comes here.',
  ],
  ['that are fewer than the manifest says', (rows) => rows.pop(), 'FILE has 7 rows, where the manifest has 8.'],
  [
    'in another order',
    (rows) => rows.push(...rows.splice(1, 1)),
    'Row 8 of FILE: the pairs of ID do not stand together.',
  ],
  [
    'of an unknown document',
    ([row]) => Object.assign(row!, { id: 'unknown/0/0' }),
    'Row 1 of FILE: no document of the manifest is called unknown.',
  ],
  [
    'whose id names none',
    ([row]) => Object.assign(row!, { id: 'ID' }),
    'Row 1 of FILE: its id is ID, which names no pair.',
  ],
  [
    'whose id names another step',
    ([row]) => Object.assign(row!, { id: row!.id.replace('/0/', '/1/') }),
    'Row 1 of FILE: its id is ID/1/0, and its step 0.',
  ],
  [
    'of another revision',
    ([row]) => Object.assign(row!.metadata, { revision: 1 }),
    'Row 1 of FILE: what it says of trajectory ID is not what the manifest says.',
  ],
  [
    'of another licence',
    ([row]) => Object.assign(row!.metadata, { license: 'none' }),
    'Row 1 of FILE: what it says of trajectory ID is not what the manifest says.',
  ],
  [
    'with another hash',
    ([row]) => Object.assign(row!.metadata, { content_hash: '0' }),
    'Row 1 of FILE: its content_hash is 0, where the manifest has ',
  ],
  [
    'of another split',
    ([row]) => Object.assign(row!.metadata, { split: 'test' }),
    'Row 1 of FILE: its split is test, where the manifest has train.',
  ],
  [
    'of two texts that are the same',
    ([row]) => Object.assign(row!, { rejected: row!.chosen }),
    'Row 1 of FILE: what was chosen and what was rejected are the same.',
  ],
  [
    'of no thought',
    ([row]) => Object.assign(row!, { rejected: 'Far behind.' }),
    'Row 1 of FILE: what was rejected is no thought.',
  ],
  [
    'of two thoughts',
    ([row]) => Object.assign(row!, { chosen: row!.chosen + row!.rejected }),
    'Row 1 of FILE: what was chosen is no thought.',
  ],
  [
    'with another margin',
    ([row]) => Object.assign(row!, { margin: 31 }),
    'Row 1 of FILE: its margin is 31, and its scores are 30 apart.',
  ],
  [
    'that were turned around',
    ([row]) => Object.assign(row!, { score_chosen: -40, score_rejected: -10, margin: -30 }),
    'Row 1 of FILE: its margin is -30, less than 1.',
  ],
  [
    'without a score',
    ([row]) => Object.assign(row!, { score_chosen: null }),
    'Row 1 of FILE: score_chosen cannot be read: ',
  ],
  [
    'whose margins ascend',
    ([, row]) => Object.assign(row!, { score_rejected: -50, margin: 40 }),
    'Row 2 of FILE: its margin is wider than that of the row before.',
  ],
  [
    'with another prompt at the same step',
    ([, , , row]) =>
      Object.assign(row!, { prompt: row!.prompt.replace('Numbers', 'Other').replace('numbers', 'others') }),
    'Row 4 of FILE: its prompt is not that of the row before, which is of the same step.',
  ],
  [
    'with another choice at the same step',
    ([, , , row]) => Object.assign(row!, { chosen: row!.rejected.replace('Second', 'Third') }),
    'Row 4 of FILE: what was chosen is not what it is in the row before.',
  ],
  [
    'that tell two beginnings of a document',
    (rows) => rows.slice(2, 4).map((row) => Object.assign(row, { prompt: row.prompt.replace('numbers', 'others') })),
    'Row 3 of FILE: its prompt does not go on from the row before, which is of the same document.',
  ],
  [
    'whose prompt is cut',
    ([row]) => Object.assign(row!, { prompt: row!.prompt.slice(0, -3) }),
    'Row 1 of FILE: its prompt is no beginning of a rendered trajectory, up to where a step begins.',
  ],
  [
    'whose prompt lacks a step',
    (rows) =>
      rows
        .slice(2, 4)
        .map((row) => Object.assign(row, { prompt: row.prompt.replace(/<act tool="delegate"[\s\S]*?<\/act>\n/, '') })),
    'Row 3 of FILE: its prompt has 3 steps, and its step is 4.',
  ],
])('pairs %s are noticed', async (_, change, sentence) => {
  const { folder, changeLines } = await tamper(written, path.join(home, randomUUID()))
  let id = ''
  await changeLines(shard, (rows) => {
    const pairs = rows as PairRow[] // as the format says
    id = pairs[0]!.id.split('/')[0]!
    change(pairs)
  })
  const expected = sentence.replace('FILE', shard).replace(/\bID\b/, sentence.includes('no pair') ? 'ID' : id)
  const { problems } = await verifyRelease(folder)
  expect(problems.find((problem) => problem.startsWith(expected)) ?? problems.join('\n')).toContain(expected)
})

test.each<[string, (head: ManifestHead) => unknown, string]>([
  [
    'least margin',
    ({ settings }) => Object.assign(settings, { minimumMarginNats: 3 }),
    ': its margin is 2.5, less than 3.',
  ],
  [
    'most pairs of a step',
    ({ settings }) => Object.assign(settings, { pairsPerStep: 1 }),
    ': step 0 has more than 1 pairs.',
  ],
])('pairs that do not keep the %s of the manifest are noticed', async (_, change, sentence) => {
  const { folder, changeManifest } = await tamper(written, path.join(home, randomUUID()))
  await changeManifest(change)
  expect((await verifyRelease(folder)).problems.join('\n')).toContain(`Row 2 of ${shard}${sentence}`)
})
