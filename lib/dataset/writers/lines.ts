import { promisify } from 'node:util'
import { constants, gzip, zstdCompress } from 'node:zlib'
import { toPlainRow } from '@/lib/dataset/formats/format'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import { toTokenRow } from '@/lib/dataset/formats/tokens'
import { joinTokens } from '@/lib/dataset/tokenizers/token-bytes'
import { type Encoding, nothing, type Payload, type Prepared, type ShardEncoder } from './encoding'

const compressGzip = promisify(gzip)
const compressZstd = promisify(zstdCompress)

/** Large enough for zstd to find repetitions across documents, small enough that little is done again after a kill. */
const blockBytes = 2 << 20
const zstdLevel = 3
/** What a compressor gives comes in pieces of this size, each a turn of the thread pool; by default 16 KB. */
const chunkSize = 1 << 20
/** Where a gzip header names the operating system; 255 stands for none, so that every machine gives the same bytes. */
const gzipSystemAt = 9

const endings: Record<ExportSettings['compression'], string> = { none: '.jsonl', gzip: '.jsonl.gz', zstd: '.jsonl.zst' }

/** Lines of JSON. Compressed, a block is a member or a frame of its own: one after the other they are one file. */
export function linesEncoding(compression: ExportSettings['compression']): Encoding {
  return {
    endings: [endings[compression]],
    blockBytes,
    blockDocuments: Number.POSITIVE_INFINITY,
    prepare: (payloads) => prepareLines(payloads, compression),
    openShard: () => plainShard,
  }
}

/** A file for each document. */
export function eachEncoding(ending: string): Encoding {
  return { ...linesEncoding('none'), endings: [ending], blockDocuments: 1 }
}

export async function prepareLines(
  payloads: readonly Payload[],
  compression: ExportSettings['compression'],
): Promise<Prepared> {
  let rows = 0
  const lines = payloads.map((payload) => {
    const found = linesOf(payload)
    rows += found.rows
    return found.lines
  })
  return { rows, chunks: [await compress(lines, compression)] }
}

export function linesOf(payload: Payload): { lines: Buffer; rows: number } {
  if ('lines' in payload) return payload
  const row = 'row' in payload ? payload.row : toTokenRow(payload.head, joinTokens([payload.tokens]))
  return { lines: Buffer.from(`${JSON.stringify(toPlainRow(row))}\n`), rows: 1 }
}

async function compress(lines: Buffer[], compression: ExportSettings['compression']): Promise<Buffer[]> {
  if (compression === 'none' || lines.every(({ length }) => length === 0)) return lines
  const block = Buffer.concat(lines)
  if (compression === 'zstd')
    return [await compressZstd(block, { chunkSize, params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } })]
  const member = await compressGzip(block, { chunkSize })
  member[gzipSystemAt] = 255
  return [member]
}

const plainShard: ShardEncoder = {
  header: () => [nothing],
  append: ({ chunks }) => chunks,
  footer: () => [nothing],
  state: () => '',
}
