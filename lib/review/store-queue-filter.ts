import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { isLimited } from '@/lib/trajectory/filter'
import { conditionsOf } from '@/lib/trajectory/store-filter'
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
  const { state: _, ...filter } = queue.filter
  if (!isLimited(filter)) return inShare(queue)
  return sql`${inShare(queue)} and exists (select from trajectory_entry e where e.trajectory_id = t.id
    and ${conditionsOf(filter)})`
}

/** Whether a trajectory, whatever its state, is of the queue. */
export async function isOfQueue(db: Db, queue: QueueView, trajectoryId: string): Promise<boolean> {
  const query = sql`select exists (select from trajectory t where t.id = ${trajectoryId}::uuid and ${ofQueue(queue)}) as found`
  return (await rows(db, z.object({ found: z.boolean() }), query))[0]?.found ?? false
}
