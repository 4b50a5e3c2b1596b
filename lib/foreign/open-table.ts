import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type AsyncBuffer, type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { AppError } from '@/lib/errors'
import { type ArchiveBytes, gather } from '@/lib/repository/archive'
import { formatBytes } from '@/lib/repository/limits'
import { foreignLimits } from './limits'
import type { FileRecord, Records } from './record'

const compressors: Compressors = {
  ZSTD: (input, size) => new Uint8Array(zstdDecompressSync(input, { maxOutputLength: size })),
  GZIP: (input, size) => new Uint8Array(gunzipSync(input, { maxOutputLength: size })),
  BROTLI: (input, size) => new Uint8Array(brotliDecompressSync(input, { maxOutputLength: size })),
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
      if (size > foreignLimits.groupBytes)
        throw new AppError(
          'invalid',
          `Row group ${place + 1} takes ${formatBytes(size)}, more than ${formatBytes(foreignLimits.groupBytes)}: write the table with smaller row groups.`,
        )
      const rowEnd = rowStart + Number(group.num_rows)
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd }).catch((cause) => {
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
