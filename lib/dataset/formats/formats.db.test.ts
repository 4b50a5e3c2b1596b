import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { runRelease } from '@/lib/dataset/write/run-release'
import { readArrowTable } from '@/lib/dataset/writers/testing/read-arrow-table'
import type { JobContext } from '@/lib/jobs/job'
import { parquetParsers } from '@/lib/parquet-parsers'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory, type TestFile } from '@/lib/review/testing/create-trajectory'
import { streamDocument } from '@/lib/trajectory/stream-document'
import type { Row } from './format'
import { readDocument, type Stretch } from './read-row'
import type { ExportSettings, ReleaseFormat } from './settings'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-formats-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }

/** All that is awkward about a text, in files of a trajectory. */
const awkward: TestFile[] = [
  {
    path: 'src/表.js',
    content: 'export const 表 = "🎉👩‍💻 é"\r\n',
    purpose: 'CJK 変数.',
    thought: 'CRLF\r\n and "quotes" \\ 🎚️',
  },
  { path: 'src/nul.bin.txt', content: 'a\0b\0\n', purpose: 'NUL.', thought: 'Bytes. </think> <|end_of_text|>\n' },
  { path: 'src/empty.js', content: '', purpose: 'Nothing.', thought: '' },
  {
    path: 'README.md',
    content: '\ufeff# No newline',
    purpose: 'BOM.',
    thought: 'x',
    dependencies: ['src/empty.js', 'src/nul.bin.txt'],
  },
]

const documents = new Map<string, Stretch[]>()

function merged(stretches: Iterable<Stretch>): Stretch[] {
  const found: Stretch[] = []
  for (const { text, isTrained } of stretches) {
    const last = found.at(-1)
    if (last?.isTrained === isTrained) last.text += text
    else if (text !== '') found.push({ text, isTrained })
  }
  return found
}

beforeAll(async () => {
  for (const files of [awkward, undefined, awkward.slice(1)]) {
    const id = await createTestTrajectory(files)
    await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
    const parts: Stretch[] = []
    for await (const part of streamDocument(id, 1)) parts.push(part)
    documents.set(id, merged(parts))
  }
})

async function release(format: ReleaseFormat, settings: Partial<ExportSettings> = {}) {
  const { id: releaseId } = await requestRelease(operator, { format, settings })
  const { files } = await runRelease({ releaseId }, context)
  const shards = files.filter((file) => file.split)
  return { releaseId, files, shards, read: (name: string) => readFile(path.join(releaseFolder(releaseId), name)) }
}

function linesOf(bytes: Buffer): Row[] {
  return bytes
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** By hyparquet; the Rust library of Arrow has to read the same. */
async function readTable(releaseId: string, name: string): Promise<Row[]> {
  const file = path.join(releaseFolder(releaseId), name)
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors, parsers: parquetParsers })
  expect(readArrowTable(new Uint8Array(await readFile(file)))).toEqual(rows)
  return rows
}

const withLines = ['text', 'segments', 'messages', 'sharegpt', 'atif', 'adp'] as const

describe.each(withLines)('%s as JSONL', (format) => {
  test.each(['none', 'gzip', 'zstd'] as const)('compressed with %s gives every document again', async (compression) => {
    const { shards, read } = await release(format, { compression })
    expect(shards).toHaveLength(1)
    const bytes = await read(shards[0]?.path ?? '')
    const rows = linesOf(
      compression === 'gzip' ? gunzipSync(bytes) : compression === 'zstd' ? zstdDecompressSync(bytes) : bytes,
    )
    expect(rows.map((row) => merged(readDocument(format, [row])))).toEqual([...documents.values()])
    expect(shards[0]).toMatchObject({ rows: 3, split: 'train', bytes: bytes.length })
  })
})

describe.each(['text', 'segments', 'messages'] as const)('%s as Parquet', (format) => {
  test('is read alike by hyparquet and by parquet-wasm, and gives every document again', async () => {
    const { releaseId, shards } = await release(format, { container: 'parquet' })
    const rows = await readTable(releaseId, shards[0]?.path ?? '')
    expect(rows.map((row) => merged(readDocument(format, [row])))).toEqual([...documents.values()])
  })
})

test.each(['sts', 'atif'] as const)('%s gives a file for each trajectory', async (format) => {
  const { shards, read } = await release(format, { container: 'each' })
  expect(shards.map((file) => path.basename(file.path).split('.')[0])).toEqual([...documents.keys()])
  const found = await Promise.all(
    shards.map(async (file) => merged(readDocument(format, linesOf(await read(file.path))))),
  )
  expect(found).toEqual([...documents.values()])
})

function decoded(
  ids: ArrayLike<number>,
  isTrained: (place: number) => boolean,
  name: ExportSettings['tokenizer'],
): Stretch[] {
  const tokenizer = openTokenizer(name)
  const runs: { ids: number[]; isTrained: boolean }[] = []
  for (const [place, id] of Array.from(ids).entries()) {
    const last = runs.at(-1)
    if (last?.isTrained === isTrained(place)) last.ids.push(id)
    else runs.push({ ids: [id], isTrained: isTrained(place) })
  }
  return merged(runs.map((run) => ({ text: tokenizer.decode(run.ids).toString('utf8'), isTrained: run.isTrained })))
}

type Pack = { input_ids: number[]; seq_start_id: number[]; loss_mask: number[] }

/**
 * The documents of a pack as Megatron-Bridge's `GPTSFTPackedDataset.collate_fn` sees them: labels begin with the second
 * token, and a place of the loss mask, less its last, is about the label at the same place.
 */
function collate({ input_ids, seq_start_id, loss_mask }: Pack) {
  const boundaries = [...seq_start_id, input_ids.length]
  return seq_start_id.map((start, place) => {
    const end = boundaries[place + 1] ?? start
    return {
      first: input_ids[start] ?? -1,
      labels: input_ids.slice(start + 1, end),
      lossMask: loss_mask.slice(start, end - 1),
    }
  })
}

describe.each(['llama-3', 'o200k', 'cl100k'] as const)('under %s', (tokenizer) => {
  test('tokens are labelled where loss falls, and decode to every document', async () => {
    const { releaseId, shards } = await release('tokens', { tokenizer })
    const rows = (await readTable(releaseId, shards[0]?.path ?? '')) as {
      input_ids: number[]
      labels: number[]
      attention_mask: number[]
    }[]
    expect(rows.map(({ input_ids, labels }) => decoded(input_ids, (at) => labels[at] !== -100, tokenizer))).toEqual([
      ...documents.values(),
    ])
    for (const { input_ids, labels, attention_mask } of rows) {
      expect(labels.every((label, at) => label === -100 || label === input_ids[at])).toBe(true)
      expect(attention_mask).toEqual(input_ids.map(() => 1))
    }
  })

  test('packs hold every document whole, and say where each begins', async () => {
    const { releaseId, shards } = await release('packed', { tokenizer, packTokens: 4096 })
    const rows = (await readTable(releaseId, shards[0]?.path ?? '')) as Pack[]
    for (const { input_ids, loss_mask } of rows) expect(loss_mask).toHaveLength(input_ids.length)
    const found = rows.flatMap(collate).map(({ first, labels, lossMask }) =>
      // Nothing is before the first token: it is nobody's label, so loss cannot fall on it.
      decoded([first, ...labels], (at) => lossMask[at - 1] === 1, tokenizer),
    )
    const byText = (a: Stretch[], b: Stretch[]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
    expect(found.sort(byText)).toEqual([...documents.values()].sort(byText))
    expect(shards[0]?.path).toBe('data/train-00000-of-00001.idx.parquet')
  })

  test('flat arrays hold the documents one after the other, each with its end', async () => {
    const { shards, read } = await release('olmo', { tokenizer })
    expect(shards.map(({ path: name }) => name)).toEqual([
      'data/train-00000-of-00001.tokens.bin',
      'data/train-00000-of-00001.label_mask.bin',
    ])
    expect(shards.map(({ rows }) => rows)).toEqual([documents.size, 0])
    const [tokens, mask] = await Promise.all(shards.map(({ path: name }) => read(name)))
    const ids = Array.from({ length: (tokens?.length ?? 0) / 4 }, (_, at) => tokens?.readUInt32LE(4 * at) ?? 0)
    expect(mask).toHaveLength(ids.length)
    const { end } = openTokenizer(tokenizer)
    const ends = ids.flatMap((id, at) => (id === end ? [at] : []))
    expect(ends).toHaveLength(documents.size)
    const found = ends.map((last, place) => {
      const first = (ends[place - 1] ?? -1) + 1
      return decoded(ids.slice(first, last + 1), (at) => mask?.[first + at] === 1, tokenizer)
    })
    expect(found).toEqual([...documents.values()])
  })
})

test('a document longer than a pack is split, cut off or left out, as the manifest says', async () => {
  const manifestOf = async (overlong: 'split' | 'truncate' | 'drop') => {
    const { read } = await release('packed', { packTokens: 128, overlong })
    return JSON.parse((await read('manifest.json')).toString()).packing
  }
  expect(await manifestOf('split')).toMatchObject({ split_documents: 3, truncated_documents: 0, dropped_documents: 0 })
  expect(await manifestOf('truncate')).toMatchObject({ packs: 3, fill_rate: 1, truncated_documents: 3 })
  expect(await manifestOf('drop')).toMatchObject({ packs: 0, dropped_documents: 3 })
})

test('the same settings give the same bytes, also of what was rendered before', async () => {
  const first = await release('messages', { compression: 'zstd' })
  const second = await release('messages', { compression: 'zstd' })
  expect(second.shards).toEqual(first.shards)
})

test('SHA256SUMS and the manifest list every file with its hash', async () => {
  const { releaseId, files, read } = await release('text')
  const folder = releaseFolder(releaseId)
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(found.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort()).toEqual(
    files.map((file) => file.path).sort(),
  )
  for (const line of (await read('SHA256SUMS')).toString().trimEnd().split('\n')) {
    const [sha256, name = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(await read(name))
        .digest('hex'),
    ).toBe(sha256)
  }
  const manifest = JSON.parse((await read('manifest.json')).toString())
  const others = files.filter((file) => file.path !== 'manifest.json' && file.path !== 'SHA256SUMS')
  expect(manifest.files).toEqual(others)
})
