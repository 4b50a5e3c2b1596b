import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Judgement } from '@/lib/trajectory/view'
import { ReviewPolicy, VerdictReason } from './policy'

const settingName = 'review-policy'

export async function readPolicyRow(db: Db): Promise<ReviewPolicy> {
  const found = await db.setting.findUnique({ where: { name: settingName }, select: { value: true } })
  return ReviewPolicy.parse(found?.value ?? {})
}

export async function writePolicyRow(db: Db, policy: ReviewPolicy): Promise<void> {
  const row = { name: settingName, value: policy }
  await db.setting.upsert({ where: { name: settingName }, create: row, update: row, select: { name: true } })
}

/** In the order in which they are offered. */
export function listReasonRows(db: Db): Promise<VerdictReason[]> {
  return rows(
    db,
    VerdictReason,
    sql`select id, judgement::text, text, archived_at is not null as "isArchived" from verdict_reason
      order by judgement, archived_at is not null, position, id`,
  )
}

export async function findReasonRow(db: Db, id: string): Promise<VerdictReason | undefined> {
  return (await listReasonRows(db)).find((reason) => reason.id === id)
}

/** Makes a reason, the last of its judgement. */
export async function insertReason(db: Db, judgement: Judgement, text: string): Promise<string> {
  const Row = z.object({ position: z.int() })
  const [last] = await rows(
    db,
    Row,
    sql`select coalesce(max(position), -1)::int as position from verdict_reason where judgement = ${judgement}::judgement`,
  )
  const data = { judgement, text, position: (last?.position ?? -1) + 1 }
  return (await db.verdictReason.create({ data, select: { id: true } })).id
}

export async function changeReason(
  db: Db,
  id: string,
  data: { text?: string; archivedAt?: Date | null },
): Promise<void> {
  await db.verdictReason.update({ where: { id }, data, select: { id: true } })
}

/** Offers the reasons of a judgement in this order. */
export async function orderReasonRows(db: Db, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`update verdict_reason set position = x.position - 1
    from unnest(${[...ids]}::uuid[]) with ordinality as x(id, position) where verdict_reason.id = x.id`
}
