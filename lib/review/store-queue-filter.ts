import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { TrajectoryFilter } from '@/lib/trajectory/filter'
import type { TrajectoryState } from '@/lib/trajectory/view'
import type { QueueView } from './queue'

/** What a queue takes in: drafts, unless its filter names states. */
export function statesOf({ filter }: Pick<QueueView, 'filter'>): TrajectoryState[] {
  return filter.state?.length ? filter.state : ['draft']
}

/** Whether `t` is one of the share of trajectories that the queue reviews: the same ones at any time. */
function inShare({ share, seed }: Pick<QueueView, 'share' | 'seed'>): Prisma.Sql {
  if (share >= 1) return sql`true`
  return sql`('x' || substr(md5(t.id::text || ${seed}), 1, 8))::bit(32)::bigint < ${Math.ceil(share * 2 ** 32)}::bigint`
}

/** Whether `t` is of the queue, whatever its state. */
export function ofQueue(queue: Pick<QueueView, 'filter' | 'share' | 'seed'>): Prisma.Sql {
  const { repositoryId, snapshotId, author, search, steps, failing, holding, mode, ...rest }: TrajectoryFilter =
    queue.filter
  const conditions = [
    repositoryId && sql`t.snapshot_id in (select id from snapshot where repository_id = ${repositoryId}::uuid)`,
    snapshotId && sql`t.snapshot_id = ${snapshotId}::uuid`,
    author?.length && sql`t.author = any(${author})`,
    mode?.length && sql`coalesce(t.settings->>'mode', 'direct') = any(${mode})`,
    steps?.from !== undefined && sql`t.step_count >= ${steps.from}`,
    steps?.to !== undefined && sql`t.step_count <= ${steps.to}`,
    ...[...(failing ?? [])].map((name) => verifier(name, false)),
    ...[...(holding ?? [])].map((name) => verifier(name, true)),
    search &&
      sql`t.snapshot_id in (select s.id from snapshot s join repository r on r.id = s.repository_id
        where r.name ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`})`,
  ]
  void rest
  return conditions.reduce<Prisma.Sql>((all, one) => (one ? sql`${all} and ${one}` : all), inShare(queue))
}

function verifier(name: string, holds: boolean): Prisma.Sql {
  return sql`exists (select from revision h where h.trajectory_id = t.id and h.number = t.head
    and (h.verifiers #>> ${[name, 'holds']}::text[])::boolean is ${holds ? sql`true` : sql`false`})`
}

/** Whether a trajectory, whatever its state, is of the queue. */
export async function isOfQueue(db: Db, queue: QueueView, trajectoryId: string): Promise<boolean> {
  const query = sql`select exists (select from trajectory t where t.id = ${trajectoryId}::uuid and ${ofQueue(queue)}) as found`
  return (await rows(db, z.object({ found: z.boolean() }), query))[0]?.found ?? false
}
