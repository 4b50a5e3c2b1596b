import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Columns } from '@/lib/dataset/formats/format'
import { joinTokens } from '@/lib/dataset/tokenizers/token-bytes'
import { type Encoding, nothing, type Prepared, type ShardEncoder } from './encoding'
import { moveRowGroup } from './row-group'
import type { TablePool } from './table-pool'
import { schemaOf } from './table-schema'

/** A row group is in memory as a whole, several times over; with its last document it stays within what `memorySettings` keep. */
const blockBytes = (4 << 20) - (128 << 10)
const blockDocuments = 1000

/**
 * Parquet with zstd: typed columns, a row group for each block. The footer tells about every row group: what it has to say
 * is the state of the shard.
 */
export function tableEncoding(columns: Columns, pool: TablePool, ending = '.parquet'): Encoding {
  pool.begin()
  return {
    endings: [ending],
    blockBytes,
    blockDocuments,
    async prepare(payloads): Promise<Prepared> {
      const rows = payloads.flatMap((payload) => ('row' in payload ? [payload.row] : []))
      const documents = payloads.flatMap((payload) => ('tokens' in payload ? [payload] : []))
      const lines = joined(payloads.flatMap((payload) => ('lines' in payload ? [payload.lines] : [])))
      if (rows.length === 0 && documents.length === 0 && lines.length === 0) return { rows: 0, chunks: [nothing] }
      const tokens = documents.map((document) => document.tokens)
      const { bytes, group } = await pool.encode({
        columns,
        lines,
        rows,
        heads: documents.map(({ head }) => head),
        lengths: tokens.map((each) => each.tokens),
        ...joinTokens(tokens),
      })
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      return { rows: Number(group.num_rows), chunks: [[chunk]], group }
    },
    openShard: (state, [bytes = 0]) => openTable(columns, state, bytes),
  }
}

/** In memory of their own, which can be handed to a thread. */
function joined(pieces: readonly Buffer[]): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

function openTable(columns: Columns, state: string | null, bytes: number): ShardEncoder {
  const writer = new ByteWriter()
  const schema = schemaOf(columns)
  const parquet = new ParquetWriter({ writer, schema, codec: 'ZSTD', statistics: false, createdBy: 'retrace' })
  const header = take(writer)
  if (state !== null) {
    const { groups, rows } = JSON.parse(state, revive)
    parquet.row_groups = groups
    parquet.num_rows = rows
    writer.offset = bytes
  }
  return {
    header: () => [[header]],
    append({ rows, chunks: [chunk = nothing], group }) {
      if (!group || rows === 0) return [nothing]
      parquet.row_groups.push(moveRowGroup(group, writer.offset))
      parquet.num_rows += BigInt(rows)
      writer.offset += chunk.reduce((sum, { length }) => sum + length, 0)
      return [chunk]
    },
    footer() {
      parquet.finish()
      return [[take(writer)]]
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
