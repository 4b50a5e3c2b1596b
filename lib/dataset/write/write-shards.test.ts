import { mkdtempSync } from 'node:fs'
import { appendFile, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { text } from '@/lib/dataset/formats/text'
import { toSample } from '@/lib/dataset/testing/sample'
import { lengthOf } from '@/lib/dataset/tokenizers/token-bytes'
import { arraysEncoding } from '@/lib/dataset/writers/arrays'
import type { Encoding } from '@/lib/dataset/writers/encoding'
import { eachEncoding, linesEncoding } from '@/lib/dataset/writers/lines'
import { tableEncoding } from '@/lib/dataset/writers/table'
import { createTablePool } from '@/lib/dataset/writers/table-pool'
import { smallTrajectory } from '@/lib/trajectory/testing/small-trajectory'
import { type ShardsPlan, type Unit, type WriteOptions, writeShards } from './write-shards'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-shards-'))
afterAll(() => rm(home, { recursive: true, force: true }))

const tables = createTablePool()
afterAll(() => tables.close())

const signal = new AbortController().signal
const options: WriteOptions = { signal, onProgress: async () => {}, checkpointMs: 0 }

/** Blocks of a few documents each, so that there are many borders. */
const small = (encoding: Encoding): Encoding => ({ ...encoding, blockBytes: Math.min(encoding.blockBytes, 600) })
const encodings: Record<string, Encoding> = {
  plain: small(linesEncoding('none')),
  gzip: small(linesEncoding('gzip')),
  zstd: small(linesEncoding('zstd')),
  parquet: small(tableEncoding(text.columns, tables)),
  arrays: small(arraysEncoding),
  each: eachEncoding('.json'),
}

/** Flat arrays have no place for it. */
const sampleHead = toSample(smallTrajectory([{ path: 'a.ts', content: '', reads: [] }]))

let folders = 0

function planOf(encoding: Encoding, documents: Record<string, number>): ShardsPlan {
  const root = path.join(home, String(folders++))
  const isArrays = encoding.endings.length === 2
  return {
    folder: path.join(root, 'files'),
    checkpoint: path.join(root, 'checkpoint.json'),
    plan: 'plan',
    encoding,
    splits: Object.keys(documents),
    async *units(split, after) {
      for (let at = after + 1; at < (documents[split] ?? 0); at += 1) yield toUnit(split, at, isArrays)
    },
    shardBytes: 700,
    nameShard: (split, shard, first) =>
      encoding.blockDocuments === 1 ? `data/${first.name}` : `data/${split}-${String(shard).padStart(5, '0')}`,
  }
}

function toUnit(split: string, at: number, isArrays: boolean): Unit {
  const tokens = 20 + ((at * 13) % 40)
  const row = { text: `${split} ${at} 🎉 `.repeat(5 + ((at * 7) % 20)), id: `${split}-${at}`, metadata: null }
  const lines = Buffer.from(`${JSON.stringify(row)}\n`)
  const bytes = Buffer.from(Array.from({ length: lengthOf(tokens) }, (_, place) => place * at))
  const payload = isArrays ? { tokens: { tokens, bytes }, head: sampleHead } : { lines, rows: 1 }
  return { at, payload, bytes: isArrays ? bytes.length : lines.length, documents: 1, name: `${split}-${at}` }
}

async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const found = await Promise.all(
    files.map(async (file) => [path.relative(folder, file), (await readFile(file)).toString('hex')]),
  )
  return Object.fromEntries(found.sort())
}

test.each(Object.keys(encodings))(
  '%s: killed between any two writes, again and again, the files end up the same',
  async (name) => {
    const encoding = encodings[name] as Encoding
    const documents = { test: 7, train: 23 }
    const whole = planOf(encoding, documents)
    let writes = 0
    const count = () => {
      writes += 1
    }
    const closed = await writeShards(whole, { ...options, onWrite: count })
    const expected = await contents(whole.folder)
    expect(Object.keys(expected).length).toBeGreaterThan(2)
    // However many files a shard has, a document counts once.
    expect(closed.reduce((sum, file) => sum + file.rows, 0)).toBe(30)

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(writes), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 1e9),
        async (kills, checkpointMs) => {
          const plan = planOf(encoding, documents)
          for (const kill of kills) {
            let left = kill
            const onWrite = () => {
              if (left-- === 0) throw new Error('Killed.')
            }
            try {
              await writeShards(plan, { ...options, checkpointMs, onWrite })
              break
            } catch (error) {
              expect(String(error)).toContain('Killed.')
            }
            await tearOpenFiles(plan)
          }
          expect(await writeShards(plan, { ...options, checkpointMs })).toEqual(closed)
          expect(await contents(plan.folder)).toEqual(expected)
        },
      ),
      { numRuns: name === 'each' ? 6 : 25 },
    )
  },
  120_000,
)

/** What was written after the checkpoint may be there in part, or be anything. */
async function tearOpenFiles(plan: ShardsPlan): Promise<void> {
  const checkpoint = await readFile(plan.checkpoint, 'utf8').catch(() => undefined)
  for (const file of checkpoint ? (JSON.parse(checkpoint).open?.files ?? []) : [])
    await appendFile(path.join(plan.folder, file.path), 'torn')
}

test('the checkpoint of another plan is not gone on with', async () => {
  const plan = planOf(encodings.plain as Encoding, { train: 10 })
  await expect(
    writeShards(plan, {
      ...options,
      onProgress: async (done) => {
        if (done > 4) throw new Error('Stop.')
      },
    }),
  ).rejects.toThrow('Stop.')
  const other = { ...plan, plan: 'other' }
  const fresh = planOf(encodings.plain as Encoding, { train: 10 })
  await rm(other.folder, { recursive: true })
  expect(await writeShards(other, options)).toEqual(await writeShards(fresh, options))
})
