import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { createDataset } from '@/lib/dataset/create-dataset'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import { decideFindings } from '@/lib/dataset/preflight/decide-findings'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestDatasetRelease } from '@/lib/dataset/request-dataset-release'
import { requestRelease } from '@/lib/dataset/request-release'
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
import { parquetParsers } from '@/lib/parquet-parsers'
import { markGold } from '@/lib/review/mark-gold'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createPerson } from '@/lib/review/testing/create-people'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { type Preview, PreviewRequest } from './preview'
import { previewItem } from './preview-item'
import { previewPack } from './preview-pack'
import { previewSample } from './preview-sample'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-preview-pack-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

beforeEach(async () => {
  await clearDatasets()
  await db.rendered.deleteMany()
})

type Pack = { input_ids: number[]; seq_start_id: number[]; loss_mask: number[] }

async function readPacks(releaseId: string, split: string): Promise<Pack[]> {
  const file = path.join(releaseFolder(releaseId), `data/${split}-00000-of-00001.idx.parquet`)
  // Of the columns of the format.
  return (await parquetReadObjects({
    file: await asyncBufferFromFile(file),
    compressors,
    parsers: parquetParsers,
  })) as Pack[]
}

function preview(request: object): Promise<Preview> {
  return previewSample(viewer, PreviewRequest.parse({ format: 'packed', ...request }))
}

/** The columns of a row as they are written out. */
function columnsOf({ file: { text } }: Preview): Pack {
  return Object.fromEntries(
    text.split('\n\n').map((column) => {
      const [head = '', numbers = ''] = column.split('\n')
      return [head.split(' ')[0], numbers.split(' ').map(Number)]
    }),
  ) as Pack
}

/** Of a document the packs that it lies in, piece by piece. */
async function piecesOf(request: object): Promise<Preview[]> {
  const first = await preview(request)
  const pieces = [first]
  for (let sample = 1; sample < first.samples; sample += 1) pieces.push(await preview({ ...request, sample }))
  // One after the other they are the document.
  let next = 0
  for (const { pack, sample } of pieces.filter((piece) => piece.pack)) {
    const own = pack!.documents[pack!.current]!
    expect([sample, own.from]).toEqual([pieces.findIndex((piece) => piece.pack === pack), next])
    next += own.tokens
  }
  return pieces
}

/** Approved at the revision of a search, before which there is another one. */
async function searched(word: string, extra = ''): Promise<string> {
  const id = await createTestTrajectory(filesOf(word, extra))
  const optimization = await db.optimization.create({
    data: { trajectoryId: id, baseRevision: 1, settings: {}, scorerFingerprint: 'test', state: 'done' },
  })
  await appendTestRevision(id, 1)
  await db.revision.updateMany({ where: { trajectoryId: id, number: 2 }, data: { optimizationId: optimization.id } })
  await submitVerdict(operator, { id, revision: 2, judgement: 'approve' })
  return id
}

async function repositoryOf(trajectoryId: string): Promise<string> {
  return (await db.trajectoryEntry.findUniqueOrThrow({ where: { trajectoryId } })).repository
}

/** Documents of all kinds: two variants each, some masked, one longer than a pack of 2,600, two in a split of their own. */
async function manyKinds(tokenizer: ExportSettings['tokenizer'], overlong: ExportSettings['overlong']) {
  const words = ['apple', 'fig', 'quince', 'pear', 'plum', 'cherry']
  // Without it they are much shorter.
  const secret = Array.from({ length: 20 }, (_, at) => `const token${at} = '${token}'\n`).join('')
  const ids: string[] = []
  for (const [place, word] of words.entries()) {
    const long =
      word === 'quince' ? Array.from({ length: 300 }, (_, at) => `// ${word} ${at * at} 表🎉\n`).join('') : ''
    ids.push(await searched(word, place % 3 === 0 ? secret : long))
  }
  const test = [await repositoryOf(ids[1] ?? ''), await repositoryOf(ids[3] ?? '')]
  const splits = { seed: 'retrace', ratios: { train: 1 }, fixed: { test } }
  const settings = { tokenizer, overlong, packTokens: 2600, splits }
  const { id } = await createDataset(reviewer, { name: 'A', revisions: 'both', format: 'packed', settings })
  await look(id)
  const open = await findings(id, 'open')
  const prints = (some: typeof open) => some.map(({ fingerprint }) => fingerprint)
  const [masked, others] = [open.filter(({ canMask }) => canMask), open.filter(({ canMask }) => !canMask)]
  expect(masked.length).toBeGreaterThan(0)
  await decideFindings(reviewer, { id, decision: 'mask', fingerprints: prints(masked) })
  if (others.length > 0) await decideFindings(reviewer, { id, decision: 'keep', fingerprints: prints(others) })
  return { id, ids }
}

test.each([
  ['llama-3', 'split'],
  ['o200k', 'split'],
  ['llama-3', 'truncate'],
  ['cl100k', 'drop'],
] as const)(
  'the packs of a preview are those of the release, number by number: %s, %s',
  {
    timeout: 180_000,
  },
  async (tokenizer, overlong) => {
    const { id, ids } = await manyKinds(tokenizer, overlong)
    const previews: Preview[] = []
    for (const trajectoryId of ids)
      for (const variant of ['synthesized', 'searched'])
        previews.push(...(await piecesOf({ datasetId: id, trajectoryId, variant })))
    const { id: releaseId } = await requestDatasetRelease(reviewer, { id })
    await runRelease({ releaseId }, context)
    const [train, test] = [await readPacks(releaseId, 'train'), await readPacks(releaseId, 'test')]
    const seen = { train: new Set<number>(), test: new Set<number>() }
    let left = 0
    for (const shown of previews) {
      if (!shown.pack) {
        left += 1
        expect(shown.absence).toContain('more than the 2,600 of a pack')
        continue
      }
      const [split, released] = shown.split === 'test' ? (['test', test] as const) : (['train', train] as const)
      seen[split].add(shown.pack.place)
      const row = released[shown.pack.place]
      expect(columnsOf(shown)).toEqual(row)
      expect(shown.pack).toMatchObject({ packs: released.length, uncounted: 0, packed: shown.pack.all })
      expect(shown.pack.documents.map(({ start }) => start)).toEqual(row?.seq_start_id)
      expect(shown.tokens).toBe(row?.input_ids.length)
      expect(shown.trainedTokens).toBe(row?.loss_mask.filter((bit) => bit === 1).length)
    }
    expect([train.length, test.length]).toEqual([seen.train.size, seen.test.size])
    expect(train.some(({ seq_start_id: starts }) => starts.length > 1)).toBe(true)
    expect(left).toBe(overlong === 'drop' ? 2 : 0)
    expect(previews.length).toBe(overlong === 'split' ? 14 : 12)
  },
)

test('a token is coloured where loss falls on predicting it: one place after its loss_mask, and never at a beginning', async () => {
  const { id, ids } = await manyKinds('llama-3', 'split')
  const [, second] = await piecesOf({ datasetId: id, trajectoryId: ids[2], variant: 'searched' })
  if (!second) throw new Error('The long document is not split.')
  const { input_ids: tokens, loss_mask: mask, seq_start_id: starts } = columnsOf(second)
  const tokenizer = openTokenizer('llama-3')
  const expected = tokens.map((token, at) => ({
    text: tokenizer.decode([token]).toString('utf8') || `⟨${token}⟩`,
    isTrained: !starts.includes(at) && mask[at - 1] === 1,
  }))
  expect(second.pieces.flatMap(({ tokens, isTrained }) => tokens.map((text) => ({ text, isTrained })))).toEqual(
    expected,
  )
  const { documents, current } = second.pack ?? { documents: [], current: 0 }
  expect(documents[current]).toMatchObject({ trajectoryId: ids[2], variant: 'searched', revision: 2, from: 2600 })
})

test('what is masked is in no pack, not in that of another document either, and in those of other datasets it is', async () => {
  const { id, ids } = await manyKinds('llama-3', 'split')
  const { id: plain } = await createDataset(reviewer, { name: 'B', revisions: 'both', format: 'packed' })
  const textOf = (shown: Preview) => shown.pieces.flatMap(({ tokens }) => tokens).join('')
  // Whichever is asked for first keeps the tokens that it has made.
  for (const _ of [1, 2]) {
    expect(textOf(await preview({ datasetId: plain, trajectoryId: ids[0], variant: 'searched' }))).toContain(token)
    for (const trajectoryId of ids)
      for (const shown of await piecesOf({ datasetId: id, trajectoryId, variant: 'synthesized' }))
        expect(textOf(shown)).not.toContain(token)
    await db.rendered.deleteMany()
    const masked = await preview({ datasetId: id, trajectoryId: ids[0], variant: 'searched' })
    expect(textOf(masked)).toContain('[masked: github]')
  }
})

test('a revision that counts another number of tokens than there are does not spoil the pack', async () => {
  const [first, second] = [await approved(), await approved(filesOf('fig')), await approved(filesOf('pear'))]
  const { id } = await createDataset(reviewer, { name: 'A', format: 'packed', settings: { packTokens: 2600 } })
  const before = await preview({ datasetId: id, trajectoryId: second })
  await db.rendered.deleteMany()
  await db.revision.updateMany({ where: { trajectoryId: { in: [first, second] } }, data: { tokens: 5 } })
  expect(columnsOf(await preview({ datasetId: id, trajectoryId: second }))).toEqual(columnsOf(before))
})

test('of an export, what is exported with it is packed: all that is approved, or what was chosen', async () => {
  const ids = [await approved(), await approved(filesOf('fig')), await approved(filesOf('pear'))]
  await createTestTrajectory(filesOf('plum'))
  const settings: ExportSettings = PreviewRequest.parse({ trajectoryId: ids[0], settings: {} }).settings!
  for (const trajectoryIds of [undefined, ids.slice(1)]) {
    const shown = await preview({ trajectoryId: ids[1], trajectoryIds })
    const { id: releaseId } = await requestRelease(operator, { format: 'packed', settings, trajectoryIds })
    await runRelease({ releaseId }, context)
    expect([columnsOf(shown)]).toEqual(await readPacks(releaseId, 'train'))
    expect(shown.pack?.documents.map(({ trajectoryId }) => trajectoryId).sort()).toEqual(trajectoryIds ?? ids)
  }
})

test('nothing lies beside it that the actor must not know to be approved', async () => {
  const [first, gold] = [await approved(), await approved(filesOf('fig'))]
  await markGold(operator, { id: gold, judgement: 'approve' })
  const { id } = await createDataset(reviewer, { name: 'A', format: 'packed' })
  const of = (shown: Preview) => shown.pack?.documents.map(({ trajectoryId }) => trajectoryId).sort()
  const request = PreviewRequest.parse({ datasetId: id, trajectoryId: first })
  expect(of(await previewSample(operator, request))).toEqual([first, gold])
  const plain = PreviewRequest.parse({ format: 'packed', trajectoryId: first, trajectoryIds: [first, gold] })
  expect(of(await previewSample(operator, plain))).toEqual([first, gold])
  const outsider = await createPerson('Ada')
  expect(of(await previewSample(outsider, request))).toEqual([first])
  expect(of(await previewSample(outsider, plain))).toEqual([first])
})

test('what is not counted yet is said, and the next preview knows more', async () => {
  const ids: string[] = []
  for (const word of ['apple', 'fig', 'pear', 'plum']) ids.push(await approved(filesOf(word)))
  const { id } = await createDataset(reviewer, { name: 'A', format: 'packed', settings: { tokenizer: 'o200k' } })
  const previewed = await previewItem(viewer, PreviewRequest.parse({ datasetId: id, trajectoryId: ids[3] }))
  const limits = { mostDocuments: 10, mostCounted: 1 }
  const packs = [2, 3, 4].map((packed) => ({ all: 4, packed, uncounted: 4 - packed }))
  for (const counts of packs) {
    const { pack } = await previewPack(previewed, 0, limits)
    expect(pack).toMatchObject(counts)
    expect(pack?.documents[pack.current]?.trajectoryId).toBe(ids[3])
  }
})

test('of more documents than are packed for a preview, the first ones are, and the document itself', async () => {
  const ids: string[] = []
  for (const word of ['apple', 'fig', 'pear', 'plum']) ids.push(await approved(filesOf(word)))
  const { id } = await createDataset(reviewer, { name: 'A', format: 'packed' })
  const packOf = async (trajectoryId: string | undefined) => {
    const previewed = await previewItem(viewer, PreviewRequest.parse({ datasetId: id, trajectoryId }))
    return (await previewPack(previewed, 0, { mostDocuments: 2, mostCounted: 1 })).pack
  }
  expect(await packOf(ids[1])).toMatchObject({ all: 4, packed: 2, uncounted: 0 })
  const last = await packOf(ids[3])
  expect(last).toMatchObject({ all: 4, packed: 3, uncounted: 0 })
  expect(last?.documents.map(({ trajectoryId }) => trajectoryId).sort()).toEqual([ids[0], ids[1], ids[3]])
})
