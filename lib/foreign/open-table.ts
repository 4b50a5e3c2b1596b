import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import {
  type AsyncBuffer,
  type Compressors,
  parquetMetadataAsync,
  parquetReadObjects,
  snappyUncompress,
} from 'hyparquet'
import { AppError } from '@/lib/errors'
import { parquetParsers } from '@/lib/parquet-parsers'
import { type ArchiveBytes, gather } from '@/lib/repository/archive/archive'
import { formatBytes } from '@/lib/repository/limits'
import { foreignLimits } from './limits'
import type { FileRecord, Records } from './record'

const unpackers: Record<string, (input: Uint8Array, size: number) => Uint8Array> = {
  ZSTD: (input, size) => zstdDecompressSync(input, { maxOutputLength: size }),
  GZIP: (input, size) => gunzipSync(input, { maxOutputLength: size }),
  BROTLI: (input, size) => brotliDecompressSync(input, { maxOutputLength: size }),
  SNAPPY(input, size) {
    const page = new Uint8Array(size)
    snappyUncompress(input, page)
    return page
  },
}

/** For one row group: what its pages say that they unpack to counts, not what the group says of itself. */
export function compressorsOf(group: number): Compressors {
  let unpacked = 0
  const bounded = Object.entries(unpackers).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, size: number) => {
      unpacked += size
      requireGroupSize(group, unpacked)
      return new Uint8Array(unpack(input, size))
    },
  ])
  return Object.fromEntries(bounded)
}

function requireGroupSize(group: number, size: number): void {
  if (size > foreignLimits.groupBytes)
    throw new AppError(
      'invalid',
      `Row group ${group} takes ${formatBytes(size)}, more than ${formatBytes(foreignLimits.groupBytes)}: write the table with smaller row groups.`,
    )
}

/** The rows of a Parquet file, a row group in memory at a time. */
export async function openTable(
  bytes: ArchiveBytes,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<Records> {
  const file = toBuffer(bytes)
  const metadata = await parquetMetadataAsync(file).catch((cause) => {
    throw damaged(cause)
  })
  async function* read(): AsyncGenerator<FileRecord> {
    let rowStart = 0
    for (const [place, group] of metadata.row_groups.entries()) {
      signal.throwIfAborted()
      const size = Number(group.total_byte_size)
      requireGroupSize(place + 1, size)
      const rowEnd = rowStart + Number(group.num_rows)
      const rows = await parquetReadObjects({
        file,
        metadata,
        compressors: compressorsOf(place + 1),
        parsers: parquetParsers,
        rowStart,
        rowEnd,
      }).catch((cause) => {
        throw damaged(cause)
      })
      onRead(Math.round((bytes.size * (place + 1)) / metadata.row_groups.length))
      for (const [at, row] of rows.entries())
        yield { number: rowStart + at + 1, bytes: Math.ceil(size / rows.length), value: toJson(row) }
      rowStart = rowEnd
    }
  }
  return { unit: 'row', total: Number(metadata.num_rows), read }
}

function damaged(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const why = cause instanceof Error ? cause.message : String(cause)
  return new AppError('invalid', `The Parquet file cannot be read: ${why}`, { cause })
}

function toBuffer(bytes: ArchiveBytes): AsyncBuffer {
  return {
    byteLength: bytes.size,
    async slice(start, end = bytes.size) {
      const piece = await gather(bytes.read(start, end))
      // A copy of its own: a small buffer is a part of a pool.
      return Uint8Array.from(piece).buffer
    },
  }
}

/** A value of a table as JSON has it: large whole numbers as text, bytes and dates as texts. */
function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toJson(field)]))
  return value
}
