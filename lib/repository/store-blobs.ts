import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { chunksOf } from './chunks'

export type Content = { sha256: Buffer; bytes: Buffer }

/**
 * Stores contents; only those that are not there yet are sent. In the order of hashes, so that two imports that share
 * contents wait for, and never deadlock, each other: once per transaction.
 */
export async function insertBlobs(tx: Db, given: readonly Content[], signal?: AbortSignal): Promise<void> {
  const byHash = new Map(given.map((content) => [content.sha256.toString('hex'), content]))
  for (const hash of await listKnown(tx, [...byHash.keys()])) byHash.delete(hash)
  const contents = [...byHash].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, content]) => content)
  for (const chunk of chunksOf(contents, (content) => content.bytes.length)) {
    signal?.throwIfAborted()
    const hashes = Buffer.concat(chunk.map((content) => content.sha256))
    const bytes = Buffer.concat(chunk.map((content) => content.bytes))
    const sizes = chunk.map((content) => content.bytes.length)
    // One buffer cut up by the server: an array of buffers takes the driver four times as long.
    await tx.$executeRaw`
      insert into blob (sha256, size, bytes)
      select substring(${hashes}::bytea from 32 * (n::int - 1) + 1 for 32), size, substring(${bytes}::bytea from start for size)
      from (select n, size, 1 + (sum(size) over (order by n) - size)::int as start
            from unnest(${sizes}::int[]) with ordinality as t(size, n)) as part
      order by n
      on conflict (sha256) do nothing`
  }
}

async function listKnown(tx: Db, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return []
  const Row = z.object({ hash: z.string() })
  const found = await rows(
    tx,
    Row,
    sql`select hash from unnest(${hashes}::text[]) as wanted(hash) join blob on sha256 = decode(hash, 'hex')`,
  )
  return found.map(({ hash }) => hash)
}
