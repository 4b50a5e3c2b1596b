import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Client } from 'pg'
import { z } from 'zod'
import { query } from '@/lib/dataset/store-samples'
import { byteaArray, copyInto, copyRows, int4 } from '@/lib/db/copy-rows'

export type Rendered = { rows: number; bytes: Buffer }

const RowCount = z.object({ key: z.instanceof(Buffer), rows: z.int() })

/** Smaller ones are read faster than they are decompressed. */
const compressedFrom = 32 << 10
/** Larger ones would have to be sent as one message of the protocol, several times over in memory. */
const mostBytes = 64 << 20

/** What was rendered before, each in the place of its key. */
export async function findRendered(client: Client, keys: readonly Buffer[]): Promise<(Rendered | undefined)[]> {
  if (keys.length === 0) return []
  const query = `select key, rows, is_compressed, bytes from rendered where key = any(${byteaArray(keys)})`
  const found = new Map<string, Rendered>()
  for (const [key, rows, isCompressed, bytes] of await copyRows(client, query)) {
    if (!key || !rows || !isCompressed || !bytes) throw new Error('A column of what was rendered is null.')
    found.set(nameOf(key), {
      rows: rows.readInt32BE(),
      bytes: isCompressed[0] === 1 ? zstdDecompressSync(bytes) : bytes,
    })
  }
  return keys.map((key) => found.get(nameOf(key)))
}

/** How many rows, or tokens, were rendered before, each in the place of its key; without the bytes. */
export async function findRenderedRows(client: Client, keys: readonly Buffer[]): Promise<(number | undefined)[]> {
  const found = await query(client, RowCount, 'select key, rows from rendered where key = any($1::bytea[])', [keys])
  const rowsOf = new Map(found.map(({ key, rows }) => [nameOf(key), rows]))
  return keys.map((key) => rowsOf.get(nameOf(key)))
}

/** Of a key, where it has to be equal to others: a character for each byte. */
function nameOf(key: Buffer): string {
  return key.toString('latin1')
}

/** Keeps what was rendered; what another process has kept in the meantime is the same. */
export async function keepRendered(client: Client, kept: readonly (Rendered & { key: Buffer })[]): Promise<void> {
  const fitting = kept.filter(({ bytes }) => bytes.length <= mostBytes)
  if (fitting.length === 0) return
  await client.query('create temporary table if not exists kept (like rendered including storage)')
  await copyInto(client, 'kept (key, rows, size, is_compressed, bytes)', fitting.map(toColumns))
  await client.query(`insert into rendered (key, rows, size, is_compressed, bytes)
    select key, rows, size, is_compressed, bytes from kept on conflict do nothing; truncate kept`)
}

function toColumns({ key, rows, bytes }: Rendered & { key: Buffer }): Buffer[] {
  const isCompressed = bytes.length >= compressedFrom
  const stored = isCompressed ? zstdCompressSync(bytes) : bytes
  return [key, int4(rows), int4(bytes.length), Buffer.from([isCompressed ? 1 : 0]), stored]
}
