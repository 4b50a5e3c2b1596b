import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import type { Row, Sample } from '@/lib/dataset/formats/format'
import { ExportSettings, type ReleaseFormat } from '@/lib/dataset/formats/settings'
import { text } from '@/lib/dataset/formats/text'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { toSample } from '@/lib/dataset/testing/sample'
import { createTokenPool } from '@/lib/dataset/tokenizers/token-pool'
import { toStretches } from '@/lib/dataset/tokenizers/tokenize'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import type { Encoding } from '@/lib/dataset/writers/encoding'
import { linesEncoding } from '@/lib/dataset/writers/lines'
import { tableEncoding } from '@/lib/dataset/writers/table'
import { createTablePool } from '@/lib/dataset/writers/table-pool'
import { readArrowTable } from '@/lib/dataset/writers/testing/read-arrow-table'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { streamDocument } from '@/lib/trajectory/stream-document'
import { smallTrajectory } from '@/lib/trajectory/testing/small-trajectory'
import { runRelease } from './run-release'
import { type ShardsPlan, type Unit, writeShards } from './write-shards'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-large-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const { signal } = new AbortController()
const context: JobContext = { jobRunId: '', signal, report: async () => {} }

const settings = ExportSettings.parse({})
const leastBytes = 20 << 20
/** A limit on tests that hang, not on busy machines. */
const slowMs = 180_000

/** Plain lines that differ; every tenth with characters of up to four bytes and NUL, ended in all ways. */
function largeFile(): string {
  const lines: string[] = ['\ufeff']
  for (let bytes = 0, at = 0; bytes < leastBytes; at += 1) {
    const plain = `${' '.repeat(80)}return values.filter(isKnown${at % 1000}).map(toRow) // as above`
    const line = at % 10 === 0 ? `${plain}: 変数${at % 97} é e\u0301 🎉👩‍💻 \0\r\n` : `${plain}\n`
    lines.push(line)
    bytes += Buffer.byteLength(line)
  }
  return lines.join('')
}

const nothing = new Uint8Array(0)

/** Of texts too long to be shown when they differ. */
function digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

let whole: string
let trained: string

/** A trajectory whose file becomes large only afterwards: measuring it takes longer than all that is looked at here. */
async function createLargeTrajectory(content: string): Promise<string> {
  const file = { path: 'data/large.txt', content: 'small\n', purpose: 'Large.', thought: '長い 🎚️\r\n' }
  const id = await createTestTrajectory([file])
  const bytes = new TextEncoder().encode(content)
  const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest())
  await db.blob.create({ data: { sha256, size: bytes.length, bytes } })
  await db.step.updateMany({ where: { trajectoryId: id, sha256: { not: null } }, data: { sha256 } })
  return id
}

beforeAll(async () => {
  const content = largeFile()
  const id = await createLargeTrajectory(content)
  const parts: { text: string; isTrained: boolean }[] = []
  for await (const part of streamDocument(id, 1)) parts.push(part)
  whole = parts.map((part) => part.text).join('')
  trained = parts.map((part) => (part.isTrained ? part.text : '')).join('')
  expect(whole).toContain(content)
  await db.revision.updateMany({ where: { trajectoryId: id }, data: { contentHash: digest(whole) } })
  await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
}, slowMs)

/** The files that have the documents. */
async function release(
  format: ReleaseFormat,
  settings: Partial<ExportSettings> = {},
): Promise<Uint8Array<ArrayBuffer>[]> {
  const { id: releaseId } = await requestRelease(operator, { format, settings })
  const { files } = await runRelease({ releaseId }, context)
  const names = files.flatMap(({ path: name, split }) => (split ? [path.join(releaseFolder(releaseId), name)] : []))
  return Promise.all(names.map(async (name) => new Uint8Array(await readFile(name))))
}

test(
  'a document of 20 MB comes out of JSONL byte for byte',
  async () => {
    const [bytes = nothing] = await release('text')
    const row: { text: string } = JSON.parse(Buffer.from(bytes).toString('utf8'))
    expect(digest(row.text)).toBe(digest(whole))
  },
  slowMs,
)

test(
  'a document of 20 MB comes out of Parquet byte for byte, by two readers',
  async () => {
    const [bytes = nothing] = await release('text', { container: 'parquet' })
    for (const rows of [await parquetReadObjects({ file: bytes.buffer, compressors }), readArrowTable(bytes)]) {
      expect(rows).toHaveLength(1)
      expect(digest(rows[0]?.text as string)).toBe(digest(whole))
    }
  },
  slowMs,
)

test(
  'a document of 20 MB comes out of tokens byte for byte, and so does what is trained',
  async () => {
    const [tokens = nothing, mask = nothing] = await release('olmo')
    const ids = new Uint32Array(tokens.buffer)
    const { decode } = openTokenizer('llama-3')
    expect(digest(decode(ids))).toBe(digest(whole))
    expect(digest(decode(ids.filter((_, at) => mask[at] === 1)))).toBe(digest(trained))
  },
  slowMs,
)

/** PostgreSQL has no place for either in a thought: such a document comes only from outside. */
function sampleOf(thought: string): Sample {
  const trajectory = smallTrajectory([{ path: 'a.ts', content: 'a\r\n', reads: [] }])
  const steps = trajectory.steps.map((step) => (step.kind === 'think' ? { ...step, text: thought } : step))
  return toSample({ ...trajectory, steps })
}

let folders = 0

/** A shard of one document, as `writeShards` leaves it on the disk. */
async function writeShard(encoding: Encoding, row: Row): Promise<Buffer> {
  const lines = Buffer.from(`${JSON.stringify(row)}\n`)
  const unit: Unit = { at: 0, payload: { lines, rows: 1 }, bytes: lines.length, documents: 1, name: 'only' }
  const root = path.join(home, `shard-${folders++}`)
  const plan: ShardsPlan = {
    folder: path.join(root, 'files'),
    checkpoint: path.join(root, 'checkpoint.json'),
    plan: 'plan',
    encoding,
    splits: ['train'],
    async *units(_, after) {
      if (after < 0) yield unit
    },
    shardBytes: 1 << 20,
    nameShard: () => 'only',
  }
  const [file] = await writeShards(plan, { signal, onProgress: async () => {} })
  return readFile(path.join(plan.folder, file?.path ?? ''))
}

const tables = createTablePool()
const tokens = createTokenPool('llama-3', { threads: 1 })
afterAll(() => Promise.all([tables.close(), tokens.close()]))

test('a thought with NUL, CRLF, emoji and CJK comes out of JSONL, Parquet and tokens as it is', async () => {
  const sample = sampleOf('\0 NUL\0\r\n 変数 🎉👩‍💻 e\u0301\n')
  const document = sample.parts.map((part) => part.text).join('')
  const [row = {}] = text.rows(sample, settings)
  expect(JSON.parse((await writeShard(linesEncoding('none'), row)).toString()).text).toBe(document)
  expect(readArrowTable(await writeShard(tableEncoding(text.columns, tables), row))[0]?.text).toBe(document)
  const [found] = await tokens.tokenize([toStretches(sample.parts)])
  const ids = new Uint32Array(new Uint8Array(found?.bytes ?? []).buffer, 0, found?.tokens)
  expect(openTokenizer('llama-3').decode(ids).toString()).toBe(document)
})

test('a lone surrogate is carried by JSONL, and refused in a sentence by Parquet and by tokens', async () => {
  const sample = sampleOf('half \ud83d of it\n')
  const [row = {}] = text.rows(sample, settings)
  const read = JSON.parse((await writeShard(linesEncoding('none'), row)).toString())
  expect(read.text).toBe(sample.parts.map((part) => part.text).join(''))
  const sentence =
    /^A document holds half a character \(a lone surrogate\), which .+\. Export it as JSONL, or leave it out\.$/
  const refusal = expect.objectContaining({ code: 'invalid', message: expect.stringMatching(sentence) })
  await expect(writeShard(tableEncoding(text.columns, tables), row)).rejects.toEqual(refusal)
  await expect(tokens.tokenize([toStretches(sample.parts)])).rejects.toEqual(refusal)
})
