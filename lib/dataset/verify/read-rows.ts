import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createGunzip, createZstdDecompress, zstdDecompressSync } from 'node:zlib'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import type { Row } from '@/lib/dataset/formats/format'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import { linesOf } from '@/lib/dataset/lines-of'
import type { ReadHead } from '@/lib/dataset/read-manifest'
import type { ReleaseFile } from '@/lib/dataset/release'
import { parquetParsers } from '@/lib/parquet-parsers'
import type { Findings } from './findings'

/** A row and where it is, in words. */
export type PlacedRow = { row: Row; where: string }

/**
 * The rows of a shard in order, a line or a row group at a time. Finds out whether there are as many as the manifest says,
 * and whether they can be read at all.
 */
export async function* readRows(
  folder: string,
  { container, settings }: Pick<ReadHead, 'container' | 'settings'>,
  file: ReleaseFile,
  findings: Findings,
): AsyncGenerator<PlacedRow> {
  const name = path.join(folder, file.path)
  let rows = 0
  try {
    const compression = container === 'jsonl' ? settings.compression : 'none'
    // A compressor makes nothing of nothing, and its inverse refuses that.
    const found = file.bytes === 0 ? [] : container === 'parquet' ? readTable(name) : readLines(name, compression)
    for await (const row of found) {
      rows += 1
      yield { row, where: `Row ${rows} of ${file.path}` }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    findings.problems.push(`Row ${rows + 1} of ${file.path} cannot be read: ${reason}`)
    return
  }
  if (file.rows !== undefined && rows !== file.rows)
    findings.problems.push(`${file.path} has ${rows} rows, where the manifest has ${file.rows}.`)
}

async function* readLines(file: string, compression: ExportSettings['compression']): AsyncGenerator<Row> {
  const bytes = createReadStream(file)
  const unpack = { none: undefined, gzip: createGunzip, zstd: createZstdDecompress }[compression]
  const input = unpack ? bytes.pipe(unpack()) : bytes
  if (input !== bytes) bytes.on('error', (error) => input.destroy(error))
  for await (const line of linesOf(input)) if (line !== '') yield JSON.parse(line)
}

const compressors = { ZSTD: (input: Uint8Array) => new Uint8Array(zstdDecompressSync(input)) }

async function* readTable(name: string): AsyncGenerator<Row> {
  const file = await asyncBufferFromFile(name)
  const metadata = await parquetMetadataAsync(file)
  let rowStart = 0
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows)
    yield* await parquetReadObjects({ file, metadata, compressors, parsers: parquetParsers, rowStart, rowEnd })
    rowStart = rowEnd
  }
}
