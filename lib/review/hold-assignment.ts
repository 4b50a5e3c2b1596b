import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Assignment } from './assignment'
import type { QueueView } from './queue'
import { setReviewed } from './store'
import { changeAssignment, findFreeSlot, listHolders } from './store-assignments'

const minuteMs = 60_000

export function leaseFromNow({ leaseMinutes }: Pick<QueueView, 'leaseMinutes'>): Date {
  return new Date(Date.now() + leaseMinutes * minuteMs)
}

/**
 * Makes sure that the work is its reviewer's, and for a while longer: what was lost is taken up again when nobody has it.
 * So is, given the `head`, what was judged and has changed since. To be called with the trajectory locked. Throws `conflict` with what happened to it.
 */
export async function holdAssignment(tx: Db, assignment: Assignment, queue: QueueView, head?: number): Promise<void> {
  const leaseUntil = leaseFromNow(queue)
  const hasComeBack = assignment.state === 'done' && assignment.slot !== null && assignment.revision < (head ?? 0)
  if (assignment.state === 'claimed' || assignment.state === 'snoozed' || hasComeBack) {
    await changeAssignment(tx, assignment.id, { state: 'claimed', leaseUntil, snoozedUntil: null, endedAt: null })
    return
  }
  const slot = assignment.state === 'lost' && !assignment.isGold ? await slotFor(tx, assignment, queue) : undefined
  if (slot === undefined && !(assignment.state === 'lost' && assignment.isGold))
    throw new AppError('conflict', await whyNotHeld(tx, assignment))
  await changeAssignment(tx, assignment.id, { state: 'claimed', slot: slot ?? null, leaseUntil, endedAt: null })
}

async function slotFor(tx: Db, { queueId, trajectoryId }: Assignment, queue: QueueView): Promise<number | undefined> {
  const trajectory = await tx.trajectory.findUniqueOrThrow({
    where: { id: trajectoryId },
    select: { queueId: true, state: true },
  })
  const isFree = trajectory.queueId === null || trajectory.queueId === queueId
  if (!isFree) return undefined
  const slot = await findFreeSlot(tx, { queueId, trajectoryId, overlap: queue.overlap })
  if (slot === undefined) return undefined
  const state = trajectory.state === 'draft' || trajectory.state === 'returned' ? 'in_review' : trajectory.state
  await setReviewed(tx, trajectoryId, { state, queueId })
  return slot
}

/** What happened to work that is not its reviewer's any more; what they have not sent stays with them. */
export async function whyNotHeld(tx: Db, assignment: Assignment): Promise<string> {
  if (assignment.state === 'done') return 'You have judged this already.'
  if (assignment.state === 'skipped') return 'You have skipped this: it is not yours any more.'
  const holders = (await listHolders(tx, assignment.queueId, assignment.trajectoryId)).filter(
    ({ userId }) => userId !== assignment.userId,
  )
  const who = holders.length > 0 ? 'somebody else has taken it over' : 'it is in another queue by now'
  return `Your time for this ran out, and ${who}. What you have not sent stays here.`
}
