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

/** Whether somebody sent `t` to the queue. */
function isSentTo({ id }: Pick<QueueView, 'id'>): Prisma.Sql {
  return sql`exists (select from queue_addition added where added.queue_id = ${id}::uuid and added.trajectory_id = t.id)`
}

/** Whether `t` is of the queue, whatever its state. */
export function ofQueue(queue: QueueView): Prisma.Sql {
  return sql`(${underFilter(queue)} or ${isSentTo(queue)})`
}

/** Whether `t` is of the queue and in one of these states; what was sent to it may also be a draft, or returned. */
export function ofQueueIn(queue: QueueView, states: readonly TrajectoryState[]): Prisma.Sql {
  const isIn = sql`t.state = any(${[...states]}::trajectory_state[])`
  if (!states.some((state) => statesOf(queue).includes(state))) return sql`(${isIn} and ${ofQueue(queue)})`
  return sql`((${isIn} and ${underFilter(queue)})
    or (t.state in ('draft', 'returned') and t.id in (select trajectory_id from queue_addition where queue_id = ${queue.id}::uuid)))`
}

function underFilter(queue: QueueView): Prisma.Sql {
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
