import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import type { Mask } from '@/lib/dataset/mask'
import { PreviewRequest } from '@/lib/dataset/preview/preview'
import { previewSample } from '@/lib/dataset/preview/preview-sample'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { readPair } from '@/lib/dataset/testing/read-pair'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { parseDocument } from '@/lib/trajectory/document'
import { streamDocument } from '@/lib/trajectory/stream-document'
import type { Row } from './format'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-pairs-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }

/** By slot: what the search minimizes, and the text; the first won. */
const candidates = [
  { valueNats: 10, text: 'The winner. 勝 🎉\r\n</think>\n' },
  { valueNats: 12.5, text: 'Second. \0 "quotes"\n' },
  { valueNats: 40, text: 'Far behind.' },
  { valueNats: 10.4, text: 'Too close to say.\n' },
  { valueNats: null, text: 'Never scored.\n' },
]

let trajectoryId: string
let positions: number[]

beforeAll(async () => {
  trajectoryId = await createTestTrajectory()
  const thinks = await db.step.findMany({ where: { trajectoryId, kind: 'think' }, orderBy: { position: 'asc' } })
  // One of the main run, and one of a sub-run.
  const steps = [thinks[0]!, thinks[2]!]
  positions = steps.map(({ position }) => position)
  const { id: optimizationId } = await db.optimization.create({
    data: { trajectoryId, baseRevision: 1, settings: {}, scorerFingerprint: 'test', state: 'done' },
  })
  const selected: { stepId: string; thoughtId: string }[] = []
  for (const step of steps)
    for (const [slot, { text, valueNats }] of candidates.entries()) {
      // PostgreSQL has no place for NUL in a text.
      const data = {
        stepId: step.id,
        origin: 'search',
        text: text.replace('\0', ''),
        tokens: 5,
        optimizationId,
      } as const
      const { id } = await db.thought.create({
        data: { ...data, round: 1, slot, valueNats, whyNot: slot === 0 ? null : 'worse' },
      })
      if (slot === 0) selected.push({ stepId: step.id, thoughtId: id })
    }
  await appendRevision({ trajectoryId, base: 1, reason: 'Searched.', by: 'test', selected })
  await submitVerdict(operator, { id: trajectoryId, revision: 2, judgement: 'approve' })
})

async function rowsOf(container: 'jsonl' | 'parquet', settings = {}, masks: Mask[] = []): Promise<Row[]> {
  const { id: releaseId } = await requestRelease(operator, { format: 'dpo', settings: { container, ...settings } })
  if (masks.length > 0) await db.releaseItem.updateMany({ where: { releaseId }, data: { masks } })
  const { files } = await runRelease({ releaseId }, context)
  const name = path.join(releaseFolder(releaseId), files[0]!.path)
  if (container === 'parquet') return parquetReadObjects({ file: await asyncBufferFromFile(name), compressors })
  const text = await readFile(name, 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

test.each(['jsonl', 'parquet'] as const)(
  '%s of dpo gives the steps before a thought, the thought, and what lost',
  async (container) => {
    let text = ''
    for await (const part of streamDocument(trajectoryId, 2)) text += part.text
    const { steps } = parseDocument(text)
    const pairs = (await rowsOf(container)).map(readPair)
    expect(pairs.map(({ trajectory }) => trajectory)).toEqual(Array(4).fill(trajectoryId))
    expect(pairs.map(({ before }) => before)).toEqual(
      positions.flatMap((at) => [steps.slice(0, at), steps.slice(0, at)]),
    )
    expect(pairs.map(({ chosen }) => chosen)).toEqual(positions.flatMap((at) => [steps[at]!.body, steps[at]!.body]))
    // The widest margin first; what is closer than a nat, and what was never scored, is no pair.
    expect(pairs.map(({ rejected }) => rejected)).toEqual([
      'Far behind.',
      'Second.  "quotes"\n',
      'Far behind.',
      'Second.  "quotes"\n',
    ])
  },
)

test('both scores and the margin stand beside a pair, and the least margin is kept', async () => {
  const pairs = (await rowsOf('jsonl')).map(readPair)
  expect(pairs.slice(0, 2).map(({ scores }) => scores)).toEqual([
    { chosen: -10, rejected: -40, margin: 30 },
    { chosen: -10, rejected: -12.5, margin: 2.5 },
  ])
  for (const { scores } of pairs) expect(scores.margin).toBe(scores.chosen - scores.rejected)
  expect(await rowsOf('jsonl', { minimumMarginNats: 20 })).toHaveLength(2)
  expect(await rowsOf('jsonl', { minimumMarginNats: 0 })).toHaveLength(6)
  expect(await rowsOf('jsonl', { pairsPerStep: 1 })).toHaveLength(2)
  expect(await rowsOf('jsonl', { minimumMarginNats: 100 })).toEqual([])
})

test('what is masked is gone from a thought that lost, too, though the pair was rendered before without it', async () => {
  const mask = { check: 'secret', rule: 'made up', literal: 'Far behind', by: 'test', at: new Date().toISOString() }
  const rejected = async (masks?: Mask[]) => (await rowsOf('jsonl', {}, masks)).map((row) => readPair(row).rejected)
  const before = await rejected()
  expect(before).toContain('Far behind.')
  expect(await rejected([mask])).toEqual(before.map((text) => text.replace('Far behind', '[masked: made up]')))
  expect(await rejected([{ ...mask, rule: 'other' }])).toContain('[masked: other].')
  expect(await rejected()).toEqual(before)
})

test('a preview shows one pair at a time: the line that a release has of it, with loss on both answers', async () => {
  const rows = await rowsOf('jsonl')
  for (const [sample, row] of rows.entries()) {
    const shown = await previewSample(operator, PreviewRequest.parse({ trajectoryId, format: 'dpo', sample }))
    expect(shown).toMatchObject({ sample, samples: rows.length, file: { text: JSON.stringify(row) } })
    const texts = shown.pieces.map(({ tokens, isTrained }) => ({ text: tokens.join(''), isTrained }))
    // Tokens of half a character show as U+FFFD.
    const plain = (text: unknown) => String(text).replaceAll(/[^\x20-\x7e\n]/g, '')
    expect(texts.map(({ text, isTrained }) => ({ text: plain(text), isTrained }))).toEqual([
      { text: plain(row.prompt), isTrained: false },
      { text: plain(row.chosen), isTrained: true },
      { text: plain(row.rejected), isTrained: true },
    ])
  }
  const past = await previewSample(operator, PreviewRequest.parse({ trajectoryId, format: 'dpo', sample: 99 }))
  expect(past.sample).toBe(rows.length - 1)
})
