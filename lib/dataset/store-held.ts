import type { Db, Prisma } from '@/lib/db/client'
import { sql } from '@/lib/db/rows'
import { changeStates } from '@/lib/trajectory/store-entry'
import { releaseJob } from './job'

/** A statement that goes through as many rows for each of as many takes no time yet. */
const fewItems = 1000

/**
 * The trajectories of a release, which the transaction holds, are released from the moment that it is asked for: their
 * verdicts stay as they are. The database has no statistics of items that were just written, and takes them for one: it
 * would go through all of them for each of the trajectories.
 */
export async function holdItems(tx: Db, releaseId: string, items: number): Promise<void> {
  if (items > fewItems) await tx.$executeRaw`analyze release_item`
  await changeStates(
    tx,
    sql`update trajectory t set state = 'released', updated_at = now() from release_item item
      where item.release_id = ${releaseId}::uuid and item.trajectory_id = t.id and t.state = 'approved'`,
  )
}

/** Whether the item `i` of the release `r` stands for the newest revision of `t`: itself, or as one that leads to it. */
const standsForHead = (i: Prisma.Sql, r: Prisma.Sql) =>
  sql`(${i}.revision = t.head or coalesce(${r}.dataset->>'revisions', 'approved') <> 'approved')`

/** A release that comes to nothing lets its trajectories go, but for those that another one holds at this revision. */
export async function recallItems(tx: Db, releaseId: string): Promise<void> {
  await tx.$executeRaw`select from trajectory
    where id in (select trajectory_id from release_item where release_id = ${releaseId}::uuid) order by id for update`
  await changeStates(
    tx,
    sql`update trajectory t set state = 'approved', updated_at = now()
      from release_item item join release own on own.id = item.release_id
      where item.release_id = ${releaseId}::uuid and item.trajectory_id = t.id and ${standsForHead(sql`item`, sql`own`)}
        and t.state = 'released' and not exists (
          select from release_item other join release r on r.id = other.release_id
          where other.trajectory_id = t.id and ${standsForHead(sql`other`, sql`r`)} and other.release_id <> ${releaseId}::uuid
            and (r.files is not null or exists (select from job_run j where j.kind = ${releaseJob.kind}
              and j.subject_id = r.id and j.state in ('queued', 'running', 'paused'))))`,
  )
}
