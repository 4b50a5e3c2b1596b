import { constants, zstdCompressSync } from 'node:zlib'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Columns, Row, Shape } from '@/lib/dataset/formats/format'
import { AppError } from '@/lib/errors'
import { type Encoding, nothing, type Payload, type ShardEncoder } from './encoding'
import { linesOf } from './lines'

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema']
type Element = Schema[number]

/** A row group is in memory as a whole, several times over. */
const blockBytes = 8 << 20
const blockDocuments = 1000
const zstdLevel = 3

const compressors = {
  ZSTD: (input: Uint8Array) =>
    new Uint8Array(zstdCompressSync(input, { params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } })),
}

/**
 * Parquet with zstd: typed columns, a row group for each block. The footer tells about every row group: what it has to say
 * is the state of the shard.
 */
export function tableEncoding(columns: Columns, ending = '.parquet'): Encoding {
  const schema: Schema = [
    { name: 'root', num_children: Object.keys(columns).length },
    ...Object.entries(columns).flatMap(([name, shape]) => toElements(name, shape)),
  ]
  return {
    endings: [ending],
    blockBytes,
    blockDocuments,
    async prepare(payloads) {
      return { rows: 0, chunks: null, payloads }
    },
    openShard: (state, [bytes = 0]) => openTable(schema, columns, state, bytes),
  }
}

function openTable(schema: Schema, columns: Columns, state: string | null, bytes: number): ShardEncoder {
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({
    writer,
    schema,
    codec: 'ZSTD',
    compressors,
    statistics: false,
    createdBy: 'retrace',
  })
  const header = take(writer)
  if (state !== null) {
    const { groups, rows } = JSON.parse(state, revive)
    parquet.row_groups = groups
    parquet.num_rows = rows
    writer.offset = bytes
  }
  return {
    header: () => [header],
    append(block) {
      const rows = block.payloads.flatMap(rowsOf)
      block.rows = rows.length
      if (rows.length === 0) return [nothing]
      const columnData = Object.entries(columns).map(([name, shape]) => ({
        name,
        data: rows.map((row) => row[name] ?? null),
        offsetIndex: false,
        // A dictionary of long texts costs much and saves nothing.
        ...(isBulk(shape) ? { encoding: 'PLAIN' as const } : {}),
      }))
      parquet.write({ columnData, rowGroupSize: rows.length })
      parquet.pendingIndexes = []
      return [take(writer)]
    },
    footer() {
      parquet.finish()
      return [take(writer)]
    },
    state: () => JSON.stringify({ groups: parquet.row_groups, rows: parquet.num_rows }, preserve),
  }
}

/** What was written since the last time; the buffer is used again. */
function take(writer: ByteWriter): Buffer {
  const bytes = Buffer.from(writer.getBytes())
  writer.index = 0
  return bytes
}

/** JSON knows no large integers. */
function preserve(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { $integer: String(value) } : value
}

function revive(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$integer' in value ? BigInt(String(value.$integer)) : value
}

function isBulk(shape: Shape): boolean {
  return shape === 'string' || (typeof shape === 'object' && 'list' in shape)
}

function rowsOf(payload: Payload): Row[] {
  if ('row' in payload) return [payload.row]
  const text = linesOf(payload).lines.toString('utf8')
  const rows = text
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))
  // JSON escapes half a character and nothing else of this kind; UTF-8, which Parquet holds, has no place for it.
  if (/\\ud[89a-f]/.test(text) && !rows.every(isWhole))
    throw new AppError(
      'invalid',
      'A document holds half a character (a lone surrogate), which Parquet cannot hold. Export it as JSONL, or leave it out.',
    )
  return rows
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return typeof value !== 'object' || value === null || Object.values(value).every(isWhole)
}

function toElements(name: string, shape: Shape): Element[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  if (typeof shape === 'string') return [{ ...optional, ...primitives[shape] }]
  if ('list' in shape)
    return [
      { ...optional, converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...toElements('element', shape.list),
    ]
  const children = Object.entries(shape.struct)
  return [
    { ...optional, num_children: children.length },
    ...children.flatMap(([child, inner]) => toElements(child, inner)),
  ]
}

const primitives = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  boolean: { type: 'BOOLEAN' },
  int8: { type: 'INT32', converted_type: 'INT_8' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
} as const
