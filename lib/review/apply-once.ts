import { z } from 'zod'
import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import type { Applied } from './change'

/**
 * Makes a change that has an id unless it has been made, in the transaction of the change itself: whoever sends it
 * again gets the version that it led to, and the row as it is now. Without an id it is always made.
 */
export async function applyOnce<Row>(
  tx: Db,
  actor: Actor,
  change: string | undefined,
  { make, read }: { make: () => Promise<Applied<Row>>; read: () => Promise<Row> },
): Promise<Applied<Row>> {
  if (!change) return make()
  const userId = userIdOf(actor)
  const created = await tx.$executeRaw`insert into applied_change (id, user_id, version)
    values (${change}::uuid, ${userId}::uuid, 0) on conflict do nothing`
  if (created === 0) return { version: await madeVersion(tx, change, userId), row: await read() }
  const applied = await make()
  await tx.$executeRaw`update applied_change set version = ${applied.version} where id = ${change}::uuid`
  return applied
}

const Made = z.object({ userId: z.string().nullable(), version: z.int() })

async function madeVersion(tx: Db, change: string, userId: string | null): Promise<number> {
  const query = sql`select user_id as "userId", version from applied_change where id = ${change}::uuid`
  const [made] = await rows(tx, Made, query)
  if (made?.userId !== userId) throw new AppError('forbidden', 'Somebody else has sent a change under this id.')
  return made.version
}
