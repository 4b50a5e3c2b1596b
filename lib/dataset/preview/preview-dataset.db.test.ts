import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { createDataset } from '@/lib/dataset/create-dataset'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { decideFindings } from '@/lib/dataset/preflight/decide-findings'
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
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import { markGold } from '@/lib/review/mark-gold'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createPerson } from '@/lib/review/testing/create-people'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { type Preview, PreviewDocuments, PreviewRequest } from './preview'
import { previewDocuments } from './preview-documents'
import { previewSample } from './preview-sample'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-preview-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

beforeEach(clearDatasets)

/** A trajectory with a secret, synthesized and then searched, that is approved; and where it comes from. */
async function searchedSecret(): Promise<{ id: string; repository: string }> {
  const id = await createTestTrajectory(filesOf('kiwi', `const token = '${token}'\n`))
  const optimization = await db.optimization.create({
    data: { trajectoryId: id, baseRevision: 1, settings: {}, scorerFingerprint: 'test', state: 'done' },
  })
  await appendTestRevision(id, 1)
  await db.revision.updateMany({ where: { trajectoryId: id, number: 2 }, data: { optimizationId: optimization.id } })
  await submitVerdict(operator, { id, revision: 2, judgement: 'approve' })
  const { repository } = await db.trajectoryEntry.findUniqueOrThrow({ where: { trajectoryId: id } })
  return { id, repository }
}

function splitsFor(repository: string): Pick<ExportSettings, 'splits'> {
  return { splits: { seed: 'retrace', ratios: { train: 1 }, fixed: { test: [repository] } } }
}

/** A dataset of both variants, with the secret masked and its repository in the test split. */
async function maskedDataset(repository: string, format: ReleaseFormat): Promise<string> {
  const settings = { container: 'jsonl' as const, ...splitsFor(repository) }
  const { id } = await createDataset(reviewer, { name: 'A', revisions: 'both', format, settings })
  await look(id)
  const open = await findings(id, 'open')
  const [masked, others] = [open.filter(({ canMask }) => canMask), open.filter(({ canMask }) => !canMask)]
  const prints = (some: typeof open) => some.map(({ fingerprint }) => fingerprint)
  await decideFindings(reviewer, { id, decision: 'mask', fingerprints: prints(masked) })
  if (others.length > 0) await decideFindings(reviewer, { id, decision: 'keep', fingerprints: prints(others) })
  return id
}

/** The lines of a shard of a release that is made of the dataset now. */
async function releasedLines(id: string, shard: string): Promise<string[]> {
  const { id: releaseId } = await requestDatasetRelease(reviewer, { id })
  await runRelease({ releaseId }, context)
  return (await readFile(path.join(releaseFolder(releaseId), shard), 'utf8')).trimEnd().split('\n')
}

function preview(datasetId: string, trajectoryId: string, rest: object = {}): Promise<Preview> {
  return previewSample(viewer, PreviewRequest.parse({ datasetId, trajectoryId, ...rest }))
}

function textOf({ pieces }: Preview): string {
  return pieces.flatMap(({ tokens }) => tokens).join('')
}

test('a document of a dataset is previewed as it is released: its variant, masks, split and metadata', async () => {
  const { id: trajectoryId, repository } = await searchedSecret()
  const id = await maskedDataset(repository, 'text')
  const previews = [
    await preview(id, trajectoryId, { variant: 'searched' }),
    await preview(id, trajectoryId, { variant: 'synthesized' }),
  ] as const
  for (const { file, masks, split } of previews) {
    expect(file.text).not.toContain(token)
    expect(file.text).toContain('[masked: github]')
    expect({ masks, split }).toEqual({ masks: 1, split: 'test' })
  }
  for (const each of previews) expect(textOf(each)).not.toContain(token)
  expect(textOf(previews[0])).toContain('[masked: github]')
  expect(textOf(previews[0])).toContain('Revision 2.')
  expect(textOf(previews[1])).toContain('First a plan.')
  const lines = await releasedLines(id, 'data/test-00000-of-00001.jsonl')
  expect(previews.map(({ file }) => file.text)).toEqual(lines)
})

test('tokens have loss on and off as in the files of the release', async () => {
  const { id: trajectoryId, repository } = await searchedSecret()
  const id = await maskedDataset(repository, 'tokens')
  const shown = await preview(id, trajectoryId, { variant: 'searched' })
  expect(shown.format).toBe('tokens')
  const [line = ''] = await releasedLines(id, 'data/test-00000-of-00001.jsonl')
  const { input_ids: ids, labels } = JSON.parse(line) as { input_ids: number[]; labels: number[] }
  const tokenizer = openTokenizer('llama-3')
  const released = ids.map((token, place) => {
    const text = tokenizer.decode([token]).toString('utf8')
    return { text: text === '' ? `⟨${token}⟩` : text, isTrained: labels[place] !== -100 }
  })
  const tokens = shown.pieces.flatMap(({ tokens, isTrained }) => tokens.map((text) => ({ text, isTrained })))
  expect(tokens).toEqual(released)
  expect(shown.file).toMatchObject({ text: line, unit: 'number', from: 0, shown: ids.length, total: ids.length })
  expect(shown.trainedTokens).toBe(labels.filter((label) => label !== -100).length)
})

test('another format than that of the dataset can be asked for, and arrays are written out', async () => {
  const { id: trajectoryId, repository } = await searchedSecret()
  const id = await maskedDataset(repository, 'text')
  const arrays = await preview(id, trajectoryId, { variant: 'searched', format: 'olmo' })
  expect(arrays).toMatchObject({ format: 'olmo', file: { unit: 'number', total: arrays.tokens } })
  const [ids = [], mask = []] = arrays.file.text
    .split('\n\n')
    .map((part) => part.split('\n')[1]?.split(' ').map(Number))
  await db.dataset.update({ where: { id }, data: { format: 'olmo', settings: splitsFor(repository) } })
  await look(id)
  const { id: releaseId } = await requestDatasetRelease(reviewer, { id })
  await runRelease({ releaseId }, context)
  const read = (name: string) =>
    readFile(path.join(releaseFolder(releaseId), 'data', `test-00000-of-00001.${name}.bin`))
  const [tokens, flags] = [await read('tokens'), await read('label_mask')]
  // The variant that was searched comes first.
  expect(ids).toEqual(ids.map((_, at) => tokens.readUInt32LE(4 * at)))
  expect(mask).toEqual([...flags.subarray(0, ids.length)])
  expect(ids).toHaveLength(arrays.tokens)
  expect(arrays.trainedTokens).toBe(mask.filter((bit) => bit === 1).length)
  for (const format of ['messages', 'segments', 'packed'] as const) {
    const other = await preview(id, trajectoryId, { variant: 'searched', format })
    expect(other.format).toBe(format)
    expect(textOf(other)).not.toContain(token)
    expect(textOf(other)).toContain('[masked: github]')
  }
})

test('what the dataset does not hold is not previewed as its document, nor what the actor must not know', async () => {
  const [gold, draft] = [await approved(), await createTestTrajectory()]
  await markGold(operator, { id: gold, judgement: 'approve' })
  const { id } = await createDataset(reviewer, { name: 'A' })
  await expect(preview(id, draft)).rejects.toMatchObject({ code: 'not_found' })
  await expect(preview(id, gold, { variant: 'searched' })).rejects.toMatchObject({ code: 'not_found' })
  const request = PreviewRequest.parse({ datasetId: id, trajectoryId: gold })
  expect((await previewSample(operator, request)).format).toBe('text')
  const person = await createPerson('Ada')
  await expect(previewSample(person, request)).rejects.toMatchObject({ code: 'not_found' })
  expect(await previewDocuments(person, PreviewDocuments.parse({ id }))).toMatchObject({ current: null })
})

test('documents are gone through one by one, and found by id or repository', async () => {
  const [first, second, third] = [await approved(), await approved(filesOf('fig')), await approved(filesOf('pear'))]
  await createTestTrajectory()
  const { id } = await createDataset(reviewer, { name: 'A' })
  const at = async (rest: object) => {
    const found = await previewDocuments(viewer, PreviewDocuments.parse({ id, ...rest }))
    return [found.previous, found.current, found.next].map((document) => document?.trajectoryId)
  }
  expect(await at({})).toEqual([undefined, first, second])
  expect(await at({ trajectoryId: second })).toEqual([first, second, third])
  expect(await at({ trajectoryId: third })).toEqual([second, third, undefined])
  expect(await at({ search: third })).toEqual([undefined, third, undefined])
  const { repository } = await db.trajectoryEntry.findUniqueOrThrow({ where: { trajectoryId: second } })
  expect(await at({ search: repository.slice(0, 12) })).toEqual([undefined, second, undefined])
  expect(await at({ search: '100%' })).toEqual([undefined, undefined, undefined])
})
