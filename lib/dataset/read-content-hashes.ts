import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip, createZstdDecompress, zstdDecompressSync } from 'node:zlib'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { parquetParsers } from '@/lib/parquet-parsers'
import type { Container, Row } from './formats/format'
import { readDocument } from './formats/read-row'
import type { ExportSettings, ReleaseFormat } from './formats/settings'
import { linesOf } from './lines-of'
import type { ReleaseFile } from './release'
import { openTokenizer, type Tokenizer } from './tokenizers/tokenizer'

type Manifest = { format: ReleaseFormat; container: Container; settings: ExportSettings; files: ReleaseFile[] }

/** Whether rows hold whole documents: pairs of thoughts do not, and packs may hold a document in pieces. */
export function isKnownRows(format: ReleaseFormat): boolean {
  return format !== 'dpo' && format !== 'packed'
}

/** The content hash of every document in the files, in their order: each is rendered again from its row. */
export async function* readContentHashes(folder: string, manifest: Manifest): AsyncGenerator<string> {
  const { format, container, settings } = manifest
  if (container === 'arrays') return yield* hashArrays(folder, manifest)
  for (const { path: name } of manifest.files) {
    const file = path.join(folder, name)
    if (container === 'each') {
      const rows: Row[] = []
      for await (const row of readLines(file, 'none')) rows.push(row)
      yield hashOf(readDocument(format, rows).map(({ text }) => text))
      continue
    }
    const rows = container === 'parquet' ? readTable(file) : readLines(file, settings.compression)
    for await (const row of rows) yield hashRow(format, settings, row)
  }
}

function hashRow(format: ReleaseFormat, { tokenizer }: ExportSettings, row: Row): string {
  if (format !== 'tokens') return hashOf(readDocument(format, [row]).map(({ text }) => text))
  const ids = row.input_ids
  if (!Array.isArray(ids)) throw new Error('A row has no input_ids.')
  return hashOf([openTokenizer(tokenizer).decode(ids)])
}

function hashOf(texts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text)
  return hash.digest('hex')
}

async function* readLines(file: string, compression: ExportSettings['compression']): AsyncGenerator<Row> {
  const bytes = createReadStream(file)
  const unpack = { none: undefined, gzip: createGunzip, zstd: createZstdDecompress }[compression]
  const input = unpack ? bytes.pipe(unpack()) : bytes
  if (input !== bytes) bytes.on('error', (error) => input.destroy(error))
  for await (const line of linesOf(input)) if (line !== '') yield JSON.parse(line)
}

const compressors = { ZSTD: (input: Uint8Array) => new Uint8Array(zstdDecompressSync(input)) }

/** A row group at a time. */
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

async function* hashArrays(folder: string, { files, settings }: Manifest): AsyncGenerator<string> {
  const tokenizer = openTokenizer(settings.tokenizer)
  for (const { path: name } of files.filter((file) => file.path.endsWith('.tokens.bin')))
    yield* hashDocuments(path.join(folder, name), tokenizer)
}

const idsPerRead = 1 << 16

/** Every document ends with the token that ends texts, and no other place has it. */
async function* hashDocuments(name: string, tokenizer: Tokenizer): AsyncGenerator<string> {
  const file = await open(name)
  try {
    const buffer = Buffer.alloc(4 * idsPerRead)
    let hash = createHash('sha256')
    for (let position = 0; ; position += buffer.length) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
      let ids: number[] = []
      for (let at = 0; at < bytesRead; at += 4) {
        const id = buffer.readUInt32LE(at)
        if (id !== tokenizer.end) {
          ids.push(id)
          continue
        }
        yield hash.update(tokenizer.decode(ids)).digest('hex')
        hash = createHash('sha256')
        ids = []
      }
      hash.update(tokenizer.decode(ids))
      if (bytesRead < buffer.length) return
    }
  } finally {
    await file.close()
  }
}
