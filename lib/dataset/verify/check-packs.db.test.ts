import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import type { Row } from '@/lib/dataset/formats/format'
import { packColumns } from '@/lib/dataset/formats/packed'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import type { ManifestHead, ManifestItem } from '@/lib/dataset/manifest'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { runRelease } from '@/lib/dataset/write/run-release'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory, testFiles } from '@/lib/review/testing/create-trajectory'
import { tamper } from './testing/tamper'
import { verifyRelease } from './verify-release'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-verify-packs-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }
const shard = 'data/train-00000-of-00001.idx.parquet'
const ids: string[] = []

beforeAll(async () => {
  // The longest comes first in a pack. Two are the same, byte for byte.
  for (const files of [testFiles, testFiles.slice(0, 1), testFiles.slice(0, 1)]) {
    const id = await createTestTrajectory(files)
    await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
    ids.push(id)
  }
})

/** The folders of releases, by their settings. */
const released = new Map<string, string>()

async function write(settings: Partial<ExportSettings>): Promise<string> {
  const { id: releaseId } = await requestRelease(operator, { format: 'packed', settings, trajectoryIds: ids })
  await runRelease({ releaseId }, context)
  return releaseFolder(releaseId)
}

async function release(settings: Partial<ExportSettings> = {}) {
  const name = JSON.stringify(settings)
  const folder = released.get(name) ?? (await write(settings))
  released.set(name, folder)
  return tamper(folder, path.join(home, randomUUID()))
}

type Pack = { input_ids: number[]; seq_start_id: number[]; loss_mask: number[] }

async function problemsOf(settings: Partial<ExportSettings>, change: (packs: Pack[]) => void): Promise<string[]> {
  const { folder, changeTable } = await release(settings)
  await changeTable(shard, packColumns, (rows: Row[]) => change(rows as Pack[])) // as the columns say
  return (await verifyRelease(folder)).problems
}

/** Those of the first pack, of which most tests change something. */
const first = (change: (pack: Pack) => void) => (packs: Pack[]) => change(packs[0]!)

describe('packs', () => {
  test.each(['llama-3', 'o200k', 'cl100k'] as const)(
    'of %s are what the manifest says, token by token',
    async (tokenizer) => {
      for (const packTokens of [65_536, 600, 64]) {
        const { folder } = await release({ tokenizer, packTokens })
        expect(await verifyRelease(folder)).toMatchObject({ documents: 3, hashedDocuments: 3, problems: [] })
      }
    },
  )

  test.each<[string, (pack: Pack) => void, string]>([
    [
      'whose first document does not begin at 0',
      (pack) => pack.seq_start_id.shift(),
      `Row 1 of ${shard}: seq_start_id begins with `,
    ],
    [
      'whose borders do not ascend',
      (pack) => pack.seq_start_id.push(pack.seq_start_id.at(-1)!),
      `Row 1 of ${shard}: seq_start_id does not ascend: `,
    ],
    [
      'with a border behind its end',
      (pack) => pack.seq_start_id.push(pack.input_ids.length),
      `Row 1 of ${shard}: seq_start_id has `,
    ],
    ['whose mask is shorter than its tokens', (pack) => pack.loss_mask.pop(), `Row 1 of ${shard}: loss_mask has `],
    [
      'with a loss that is neither 0 nor 1',
      (pack) => pack.loss_mask.fill(2, 3, 4),
      `Row 1 of ${shard}: loss_mask has 2 at token 3.`,
    ],
    [
      'with loss on the first token of the next document',
      (pack) => pack.loss_mask.fill(1, pack.seq_start_id[1]! - 1, pack.seq_start_id[1]),
      `Row 1 of ${shard}: loss_mask has 1 at token `,
    ],
    [
      'with a border that is moved by a token',
      (pack) => pack.seq_start_id.splice(1, 1, pack.seq_start_id[1]! + 1),
      `Row 1 of ${shard}, token 0: this document does not end, though the pack is not full.`,
    ],
    [
      'whose border is lost',
      (pack) => pack.seq_start_id.pop(),
      'token 570: this document is not in the manifest: its content hash is ',
    ],
    [
      'whose mask is about the token itself, as before Decision 021',
      (pack) => {
        const starts = pack.seq_start_id
        const [from, to] = [starts[1]!, starts[2]!]
        const own = pack.loss_mask.slice(from, to - 1)
        pack.loss_mask.splice(from, to - from, 0, ...own.slice(0, -1), 0)
      },
      'loss does not fall on token ',
    ],
    [
      'with loss on an observation',
      (pack) => pack.loss_mask.fill(1, 0, 1),
      `Row 1 of ${shard}, token 0: loss falls on token 1 of the document, and should not.`,
    ],
    [
      'without the token that begins a document',
      (pack) => pack.input_ids.fill(1000, 0, 1),
      `Row 1 of ${shard}, token 0: this piece ends no document of the manifest that begins before it.`,
    ],
    [
      'with a word that was changed',
      (pack) => pack.input_ids.fill(1000, 20, 21),
      `Row 1 of ${shard}, token 0: this document is not in the manifest: its content hash is `,
    ],
    [
      'whose tokens give the same text, and are not those of the tokenizer',
      (pack) => {
        const { encode, decode } = openTokenizer('llama-3')
        const place = pack.input_ids.findIndex((id) => /^[a-z]{4,}$/.test(decode([id]).toString()))
        const letters = decode([pack.input_ids[place]!]).toString().split('').flatMap(encode)
        pack.input_ids.splice(place, 1, ...letters)
        pack.loss_mask.splice(place, 0, ...letters.slice(1).map(() => 0))
        pack.seq_start_id = pack.seq_start_id.map((start) => (start === 0 ? 0 : start + letters.length - 1))
      },
      `Row 1 of ${shard}, token 0: token `,
    ],
  ])('%s are noticed', async (_, change, sentence) => {
    expect((await problemsOf({}, first(change))).join('\n')).toContain(sentence)
  })

  test('that are there twice, or not at all, are noticed', async () => {
    const twice = await problemsOf({ packTokens: 600 }, (packs) => packs.push(packs[0]!))
    expect(twice).toEqual([
      expect.stringContaining(
        `Row 3 of ${shard}, token 0: this document is in the files once more than in the manifest: `,
      ),
      `${shard} has 3 rows, where the manifest has 2.`,
      'The manifest says packs 2, and the packs 3.',
      'The manifest says tokens 1020, and the packs 1590.',
      expect.stringContaining('The manifest says fill_rate 0.85, and the packs 0.88'),
    ])
    const lost = await problemsOf({ packTokens: 600 }, (packs) => packs.splice(0, 1))
    expect(lost).toContain(`Trajectory ${ids[0]} is not in the files as the manifest has it.`)
    expect(lost).toContain(`${shard} has 1 rows, where the manifest has 2.`)
    // Of two that are the same, one is missed.
    const one = await problemsOf({}, ([pack]) => {
      const end = pack!.seq_start_id.pop()!
      pack!.input_ids.splice(end)
      pack!.loss_mask.splice(end)
    })
    expect(one.filter((problem) => problem.startsWith('Trajectory'))).toHaveLength(1)
  })

  test.each<[string, (head: ManifestHead, items: ManifestItem[]) => void, string]>([
    ['of packs', ({ packing }) => Object.assign(packing!, { packs: 2 }), 'The manifest says packs 2, and the packs 1.'],
    [
      'of tokens',
      ({ packing }) => Object.assign(packing!, { tokens: 1 }),
      'The manifest says tokens 1, and the packs ',
    ],
    [
      'of room',
      ({ packing }) => Object.assign(packing!, { fill_rate: 1 }),
      'The manifest says fill_rate 1, and the packs 0.0',
    ],
    [
      'of a pack',
      ({ packing }) => Object.assign(packing!, { pack_tokens: 4096 }),
      'The manifest says pack_tokens 4096, and the packs 65536.',
    ],
    [
      'of what is split',
      ({ packing }) => Object.assign(packing!, { split_documents: 1 }),
      'The manifest says split_documents 1, and the packs 0.',
    ],
    [
      'of what is cut off',
      ({ packing }) => Object.assign(packing!, { truncated_documents: 1 }),
      'The manifest says truncated_documents 1, and the packs 0.',
    ],
    [
      'of what is left out',
      ({ packing }) => Object.assign(packing!, { dropped_documents: 1 }),
      'The manifest says dropped_documents 1, and the packs 0.',
    ],
    [
      'of anything',
      (head) => Object.assign(head, { packing: null }),
      'The manifest does not say how the documents are packed.',
    ],
    [
      'of the longest pack',
      ({ settings }) => Object.assign(settings, { packTokens: 64 }),
      `tokens, and a pack takes 64.`,
    ],
    [
      'of the tokens of a document',
      (head, items) => {
        items[0]!.tokens += 1
        head.tokens += 1
      },
      ' trained, and the manifest says ',
    ],
    [
      'of a split',
      (head, items) => {
        items[0]!.split = 'test'
        const { tokens } = items[0]!
        head.splits = { train: { documents: 2, tokens: head.tokens - tokens }, test: { documents: 1, tokens } }
      },
      `: trajectory ${'$0'} is of the split test, not of train.`,
    ],
  ])('whose manifest is wrong about the number %s are noticed', async (_, change, sentence) => {
    const { folder, changeManifest } = await release()
    await changeManifest(change)
    expect((await verifyRelease(folder)).problems.join('\n')).toContain(sentence.replace('$0', ids[0]!))
  })
})

describe('documents longer than a pack', () => {
  test('are joined again where they are split, and what is changed in a piece of them is noticed', async () => {
    const { folder } = await release({ packTokens: 64 })
    const found = await verifyRelease(folder)
    expect(found).toMatchObject({ hashedDocuments: 3, problems: [] })
    expect(found.unproven).toContain(
      'Of 3 documents longer than a pack, tokens were decoded only, not made again from the text.',
    )
    const last = (change: (pack: Pack, start: number) => void) => (packs: Pack[]) => {
      const pack = packs.find(({ input_ids }) => input_ids[0] !== 128_000 && input_ids.includes(128_001))!
      change(pack, 0)
    }
    const changed = await problemsOf(
      { packTokens: 64 },
      last((pack) => pack.input_ids.fill(1000, 1, 2)),
    )
    expect(changed.join('\n')).toContain('token 0: this piece ends no document of the manifest that begins before it.')
    expect(changed.join('\n')).toContain(', token 0: nothing ends the document that begins here.')
    const unlost = await problemsOf({ packTokens: 64 }, (packs) => packs[2]!.loss_mask.fill(0))
    expect(unlost.join('\n')).toContain(', token 0: loss does not fall on token ')
    const short = await problemsOf({ packTokens: 64 }, (packs) => packs.splice(1, 1))
    expect(short.join('\n')).toContain(', token 0: nothing ends the document that begins here.')
  })

  test('are counted where they are cut off, and their loss is checked up to there', async () => {
    const settings = { packTokens: 64, overlong: 'truncate' } as const
    const found = await verifyRelease((await release(settings)).folder)
    expect(found).toMatchObject({ hashedDocuments: 0, problems: [] })
    expect(found.unproven).toContain(
      '3 documents are cut off: no hash can be made of what is left, so nothing says which they are.',
    )
    const problems = await problemsOf(settings, ([, pack]) => pack!.loss_mask.fill(0))
    expect(problems).toEqual([expect.stringContaining(`Row 2 of ${shard}, token 0: loss does not fall on token `)])
    const middle = await problemsOf(settings, ([pack]) => pack!.input_ids.fill(1000, 0, 1))
    expect(middle).toContain(`Row 1 of ${shard}, token 0: this piece does not begin a document, though none is split.`)
    const { folder, changeManifest } = await release({ ...settings, packTokens: 300 })
    await changeManifest(({ packing }) => Object.assign(packing!, { truncated_documents: 0 }))
    expect((await verifyRelease(folder)).problems).toContain(
      'The manifest says truncated_documents 0, and the packs 1.',
    )
  })

  test('are counted where they are left out, and a short one that is missing is not one of them', async () => {
    const settings = { packTokens: 300, overlong: 'drop' } as const
    const found = await verifyRelease((await release(settings)).folder)
    expect(found).toMatchObject({ hashedDocuments: 2, problems: [] })
    expect(found.unproven).toContain(
      '1 documents are too long for a pack and in no file: nothing of them can be checked.',
    )
    const { folder, changeTable, changeManifest } = await release(settings)
    await changeTable(shard, packColumns, (rows) => rows.splice(0, 1))
    await changeManifest((head) => {
      head.files[0]!.rows = 1
      Object.assign(head.packing!, { packs: 1, tokens: 225, fill_rate: 0.75, dropped_documents: 2 })
    })
    expect((await verifyRelease(folder)).problems.sort()).toEqual([
      'The packs lack 1 documents whole, where 2 are too long for one.',
      expect.stringMatching(/^Trajectory .* is not in the files as the manifest has it\.$/),
    ])
  })
})
