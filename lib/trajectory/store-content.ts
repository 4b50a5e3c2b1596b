import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'

const Piece = z.object({ bytes: z.instanceof(Uint8Array) })

/** The size of a content that a step of the trajectory has; undefined when none has it. */
export async function findContentSize(db: Db, trajectoryId: string, sha256: string): Promise<number | undefined> {
  const query = sql`select b.size from blob b where b.sha256 = decode(${sha256}, 'hex')
    and exists (select from step s where s.sha256 = b.sha256 and s.trajectory_id = ${trajectoryId}::uuid)`
  return (await rows(db, z.object({ size: z.int() }), query))[0]?.size
}

/** Some bytes of a content, from `start` up to `end`. */
export async function readBytes(db: Db, sha256: string, start: number, end: number): Promise<Uint8Array> {
  const query = sql`select substring(bytes from ${start + 1}::int for ${end - start}::int) as bytes
    from blob where sha256 = decode(${sha256}, 'hex')`
  return (await rows(db, Piece, query))[0]?.bytes ?? new Uint8Array()
}
