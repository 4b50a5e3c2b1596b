import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, expect, test } from 'vitest'
import { dpo } from '@/lib/dataset/formats/dpo'
import {
  type Columns,
  type Pair,
  type Row,
  type RowFormat,
  type Sample,
  toPlainRow,
} from '@/lib/dataset/formats/format'
import { messages } from '@/lib/dataset/formats/messages'
import { packColumns, toPackRow } from '@/lib/dataset/formats/packed'
import { segments } from '@/lib/dataset/formats/segments'
import { ExportSettings } from '@/lib/dataset/formats/settings'
import { text } from '@/lib/dataset/formats/text'
import { tokenColumns, toTokenRow } from '@/lib/dataset/formats/tokens'
import { toSample, trajectories } from '@/lib/dataset/testing/sample'
import { joinTokens, lengthOf, type TokenBytes, writeTokens } from '@/lib/dataset/tokenizers/token-bytes'
import { tokenize, toStretches } from '@/lib/dataset/tokenizers/tokenize'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { parquetParsers } from '@/lib/parquet-parsers'
import type { Payload } from './encoding'
import { tableEncoding } from './table'
import { createTablePool } from './table-pool'
import { readArrowTable } from './testing/read-arrow-table'

const tables = createTablePool()
afterAll(() => tables.close())

const settings = ExportSettings.parse({ container: 'parquet', minimumMarginNats: 0 })
const samples = fc.sample(trajectories, { numRuns: 12, seed: 1 }).map((trajectory, place): Sample => {
  const sample = toSample(trajectory, place % 2 === 0 ? { license: null } : { window: '2026-01..02', harness: '窓 🎉' })
  return { ...sample, pairs: pairsOf(sample) }
})

function pairsOf({ steps }: Sample): Pair[] {
  return steps.flatMap(({ id: stepId, kind, position }) => {
    if (kind !== 'think') return []
    const scores = { chosenNats: 0.1 * (position + 1), rejectedNats: 1 / 3 + position }
    const whyNot = position % 2 === 0 ? null : 'It copies 写し.'
    return [{ stepId, optimization: 'o', chosen: `é\r\n${position}`, rejected: '\0 "🎚️"', ...scores, whyNot }]
  })
}

type Case = { columns: Columns; payloads: Payload[]; rows: Row[] }

function linesCase(format: RowFormat): Case {
  const found = samples.map((sample) => format.rows(sample, settings))
  const payloads = found.map((rows) => ({
    lines: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    rows: rows.length,
  }))
  return { columns: format.columns, payloads, rows: found.flat() }
}

const tokenizer = openTokenizer('cl100k')
const tokenized = samples.map(({ parts }): TokenBytes => {
  const found = tokenize(toStretches(parts), tokenizer)
  const bytes = Buffer.alloc(lengthOf(found.ids.length))
  writeTokens(found, bytes, 0)
  return { tokens: found.ids.length, bytes }
})

function tokensCase(): Case {
  const payloads = samples.map((head, place) => ({ tokens: tokenized[place]!, head }))
  const rows = payloads.map(({ tokens, head }) => toPlainRow(toTokenRow(head, joinTokens([tokens]))))
  return { columns: tokenColumns, payloads, rows }
}

/** Packs of no document, of one, and of several. */
function packedCase(): Case {
  const pieces = tokenized.map((tokens) => joinTokens([tokens]))
  const packs = [[], pieces.slice(0, 1), pieces.slice(1, 5), pieces.slice(5)]
  return {
    columns: packColumns,
    payloads: packs.map((pack) => ({ row: toPackRow(pack) })),
    rows: packs.map((pack) => toPlainRow(toPackRow(pack))),
  }
}

/** A table of several row groups. */
async function toTable({ columns, payloads }: Case): Promise<Uint8Array> {
  const encoding = tableEncoding(columns, tables)
  const shard = encoding.openShard(null, [])
  const chunks = shard.header().flat()
  for (let start = 0; start < payloads.length; start += 5)
    chunks.push(...shard.append(await encoding.prepare(payloads.slice(start, start + 5))).flat())
  return new Uint8Array(Buffer.concat([...chunks, ...shard.footer().flat()]))
}

/** A table has null where JSON has nothing. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const known = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  return Object.fromEntries(known.map(([name, inner]) => [name, withoutNulls(inner)]))
}

test.each<[string, () => Case]>([
  ['text', () => linesCase(text)],
  ['segments', () => linesCase(segments)],
  ['messages', () => linesCase(messages)],
  ['dpo', () => linesCase(dpo)],
  ['tokens', tokensCase],
  ['packed', packedCase],
])('%s: hyparquet and the Rust library of Arrow read every value that was put in', async (_, toCase) => {
  const given = toCase()
  const bytes = await toTable(given)
  const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer, compressors, parsers: parquetParsers })
  expect(rows.length).toBeGreaterThan(3)
  expect(readArrowTable(bytes)).toEqual(rows)
  expect(withoutNulls(rows)).toEqual(withoutNulls(given.rows))
})
