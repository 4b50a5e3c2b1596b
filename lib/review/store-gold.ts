import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Judgement } from '@/lib/trajectory/view'
import { GoldSample } from './gold'

export async function findGold(
  db: Db,
  trajectoryId: string,
): Promise<{ judgement: Judgement; reason: string | null } | undefined> {
  const select = { judgement: true, reason: true }
  return (await db.goldSample.findUnique({ where: { trajectoryId }, select })) ?? undefined
}

export type NewGold = { trajectoryId: string; judgement: Judgement; reason: string | null; by: string }

export async function saveGold(db: Db, { trajectoryId, ...data }: NewGold): Promise<void> {
  const create = { trajectoryId, ...data }
  await db.goldSample.upsert({ where: { trajectoryId }, create, update: data, select: { trajectoryId: true } })
}

export async function deleteGold(db: Db, trajectoryId: string): Promise<void> {
  await db.goldSample.delete({ where: { trajectoryId }, select: { trajectoryId: true } })
}

/** The newest first. */
export function listGoldRows(db: Db): Promise<GoldSample[]> {
  return rows(
    db,
    GoldSample,
    sql`select g.trajectory_id as "trajectoryId", r.name as "repositoryName", g.judgement::text, g.reason, g.by,
        to_char(g.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
        (select count(*)::int from assignment a where a.trajectory_id = t.id and a.is_gold and a.state = 'done') as judged,
        (select count(*)::int from assignment a where a.trajectory_id = t.id and a.is_gold and a.state = 'done'
          and a.judgement = g.judgement) as right
      from gold_sample g join trajectory t on t.id = g.trajectory_id join snapshot s on s.id = t.snapshot_id
        join repository r on r.id = s.repository_id order by g.created_at desc, g.trajectory_id limit 500`,
  )
}
