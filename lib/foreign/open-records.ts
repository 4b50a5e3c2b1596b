import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { AppError } from '@/lib/errors'
import { type ArchiveBytes, gather } from '@/lib/repository/archive/archive'
import { requireHonestSize } from '@/lib/repository/archive/unpacking-limit'
import { formatBytes } from '@/lib/repository/limits'
import { foreignLimits } from './limits'
import { openTable } from './open-table'
import type { FileRecord, Records } from './record'
import { splitLines, toRecord } from './split-lines'

const unpackers = [
  { mark: [0x1f, 0x8b], open: createGunzip },
  { mark: [0x28, 0xb5, 0x2f, 0xfd], open: createZstdDecompress },
]
const parquetMark = [...Buffer.from('PAR1')]

/**
 * The records of a file, as its content says: rows of a table, lines of JSON, or the elements of one document. `onRead` is
 * told how many of its bytes have been read. Throws `invalid` for a file that cannot be read at all.
 */
export async function openRecords(
  bytes: ArchiveBytes,
  name: string,
  signal: AbortSignal,
  onRead: (bytes: number) => void = () => {},
): Promise<Records> {
  const head = await gather(bytes.read(0, Math.min(4, bytes.size)))
  const begins = (mark: readonly number[]) => mark.every((byte, at) => head[at] === byte)
  if (begins(parquetMark)) return openTable(bytes, signal, onRead)
  const unpacker = unpackers.find(({ mark }) => begins(mark))
  const open = () => unpacked(counted(bytes, onRead), bytes.size, unpacker?.open, signal)
  return { unit: 'line', total: undefined, read: () => readText(open, /\.(?:jsonl|ndjson)(?:\.\w+)?$/i.test(name)) }
}

async function* counted(bytes: ArchiveBytes, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const piece of bytes.read(0, bytes.size)) {
    read += piece.length
    onRead(read)
    yield piece
  }
}

async function* unpacked(
  source: AsyncGenerator<Uint8Array>,
  packed: number,
  open: (typeof unpackers)[number]['open'] | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let size = 0
  const unpacker = open?.()
  // Whoever reads the unpacker hears of what fails.
  if (unpacker) pipeline(source, unpacker, { signal }).catch(() => {})
  try {
    for await (const piece of unpacker ?? source) {
      signal.throwIfAborted()
      size += piece.length
      if (unpacker) requireHonestSize(size, packed)
      yield piece
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (!isDamage(error)) throw error
    throw new AppError('invalid', 'The file cannot be unpacked: it is damaged or cut short.', { cause: error })
  }
}

/** What zlib says of broken bytes. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_)/.test(String(error.code))
}

/** Lines, when the first one is JSON by itself or the name says so; otherwise the whole may be one document. */
async function* readText(open: () => AsyncGenerator<Uint8Array>, isLines: boolean): AsyncGenerator<FileRecord> {
  let isFirst = true
  for await (const line of splitLines(open(), foreignLimits.lineBytes)) {
    const record = toRecord(line)
    const mayBeDocument = 'value' in record ? Array.isArray(record.value) : !isLines
    const document = isFirst && mayBeDocument ? await readDocument(open) : undefined
    if (document) return yield* document
    isFirst = false
    yield record
  }
}

/** The elements of a list, or the one record; undefined for what is no JSON as a whole. */
async function readDocument(open: () => AsyncGenerator<Uint8Array>): Promise<FileRecord[] | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of open()) {
    size += piece.length
    if (size > foreignLimits.documentBytes)
      throw new AppError(
        'invalid',
        `The file is one JSON document of more than ${formatBytes(foreignLimits.documentBytes)}: give it as JSONL.`,
      )
    pieces.push(Uint8Array.from(piece))
  }
  const value = parse(Buffer.concat(pieces))
  if (value === undefined) return undefined
  const list = Array.isArray(value) ? value : [value]
  const bytes = Math.ceil(size / Math.max(1, list.length))
  return list.map((each, place) => ({ number: place + 1, bytes, value: each }))
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
