import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { Present } from './presence'

export async function savePresence(db: Db, trajectoryId: string, userId: string): Promise<void> {
  await db.$executeRaw`insert into presence (trajectory_id, user_id, seen_at)
    select t.id, ${userId}::uuid, now() from trajectory t where t.id = ${trajectoryId}::uuid
    on conflict (trajectory_id, user_id) do update set seen_at = now()`
}

/** Takes one away, and with it all that were seen too long ago. */
export async function forgetPresence(db: Db, trajectoryId: string, userId: string, before: Date): Promise<void> {
  await db.$executeRaw`delete from presence where (trajectory_id = ${trajectoryId}::uuid and user_id = ${userId}::uuid)
    or seen_at < ${before}`
}

export function listPresent(
  db: Db,
  trajectoryId: string,
  { since, exceptId }: { since: Date; exceptId: string | null },
): Promise<Present> {
  return rows(
    db,
    Present.element,
    sql`select u.id as "userId", u.name from presence p join "user" u on u.id = p.user_id
      where p.trajectory_id = ${trajectoryId}::uuid and p.seen_at >= ${since} and p.user_id is distinct from ${exceptId}::uuid
      order by u.name, u.id limit 20`,
  )
}
