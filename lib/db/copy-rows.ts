import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

const headerBytes = 15
const endOfRows = -1

/**
 * The rows of a query, each column as its bytes in PostgreSQL's binary format, null for null; all of them are in memory. The
 * driver reads every column as UTF-8, which spoils bytes, or as hexadecimal digits, which are twice as many: COPY gives them
 * as they are. It takes no parameters, so `query` must not hold what others have written.
 * Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
export async function copyRows(client: Client, query: string): Promise<(Buffer | null)[][]> {
  const chunks: Buffer[] = []
  for await (const chunk of client.query(copyTo(`copy (${query}) to stdout (format binary)`))) chunks.push(chunk)
  const { takeBytes, takeInt16, takeInt32 } = readerOf(chunks)
  takeBytes(headerBytes)
  takeBytes(takeInt32())
  const rows: (Buffer | null)[][] = []
  for (;;) {
    const columns = takeInt16()
    if (columns === endOfRows) return rows
    const row: (Buffer | null)[] = []
    for (let column = 0; column < columns; column += 1) {
      const length = takeInt32()
      row.push(length < 0 ? null : takeBytes(length))
    }
    rows.push(row)
  }
}

/** Takes the next of what the chunks hold; copies only what lies across a border. */
function readerOf(chunks: readonly Buffer[]) {
  let place = 0
  let at = 0
  function takeBytes(length: number): Buffer {
    const chunk = chunks[place]
    if (chunk && at + length <= chunk.length) {
      at += length
      return chunk.subarray(at - length, at)
    }
    const pieces: Buffer[] = []
    for (let missing = length; missing > 0; ) {
      const piece = chunks[place]?.subarray(at, at + missing)
      if (!piece) throw new Error('The rows of a query broke off.')
      pieces.push(piece)
      missing -= piece.length
      at += piece.length
      if (at === chunks[place]?.length) {
        place += 1
        at = 0
      }
    }
    return Buffer.concat(pieces, length)
  }
  /** A number, which almost never lies across a border: without an object of its own. */
  function take(length: number, read: (bytes: Buffer, at: number) => number): number {
    const chunk = chunks[place]
    if (!chunk || at + length > chunk.length) return read(takeBytes(length), 0)
    at += length
    return read(chunk, at - length)
  }
  return {
    takeBytes,
    takeInt16: () => take(2, (bytes, at) => bytes.readInt16BE(at)),
    takeInt32: () => take(4, (bytes, at) => bytes.readInt32BE(at)),
  }
}

/** `PGCOPY\n\xff\r\n\0`, no flags, no extension. */
const header = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex')

/** Adds rows to a table, each column as its bytes in PostgreSQL's binary format. `into` is the table with its columns. */
export async function copyInto(client: Client, into: string, rows: readonly (readonly Buffer[])[]): Promise<void> {
  const tuples = rows.flatMap((row) => [int2(row.length), ...row.flatMap((column) => [int4(column.length), column])])
  // In one piece: small ones are sent one by one.
  const bytes = Buffer.concat([header, ...tuples, int2(endOfRows)])
  await pipeline([bytes], client.query(copyFrom(`copy ${into} from stdin (format binary)`)))
}

function int2(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

/** A number as a column of the type `int4`. */
export function int4(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** Bytes as they may stand in the text of a query. */
export function byteaArray(values: readonly Buffer[]): string {
  return `'{${values.map((value) => `"\\\\x${value.toString('hex')}"`).join(',')}}'::bytea[]`
}
