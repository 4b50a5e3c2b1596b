import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { refreshEntry } from '@/lib/trajectory/store-entry'
import type { Assignment, Claimed, ClaimNext } from './assignment'
import { holdAssignment } from './hold-assignment'
import type { QueueView } from './queue'
import { requireOpenQueue, requireReviewer } from './require-reviewer'
import { findFreeSlot, getAssignmentRow, putBack } from './store-assignments'
import {
  type Claimer,
  claimFirst,
  claimGold,
  countAssignments,
  endExpired,
  freeAbsent,
  hasOffers,
  lockLost,
  takeBack,
} from './store-claims'
import { readPolicyRow } from './store-policy'
import { statesOf } from './store-queue-filter'
import { getQueueRow } from './store-queues'

const mostEndedAtOnce = 20
const attempts = 40
const waitMs = 10

/**
 * Gives a reviewer the next trajectory of a queue for as long as its lease: first what has come back to them, then what
 * others have begun, then new work in the queue's order. Nobody gets the same trajectory twice, and no more reviewers
 * than are wanted get the same one. Null when nothing waits for this person.
 */
export async function claimNext(actor: Actor, { id }: z.infer<typeof ClaimNext>): Promise<Claimed> {
  const { userId } = requireReviewer(actor)
  const queue = await getQueueRow(db, id)
  requireOpenQueue(queue, userId)
  const { allowsSelfReview } = await readPolicyRow(db)
  const claimer: Claimer = { userId, isExceptOwn: !allowsSelfReview }
  await letGo(actor, queue)
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const claimed = await db.$transaction(async (tx) => {
      const found = await claimOnce(tx, queue, claimer)
      if (found) await auditClaim(tx, actor, found)
      if (found && !found.isGold) await refreshEntry(tx, found.trajectoryId)
      return found
    })
    if (claimed) return { id: claimed.id, trajectoryId: claimed.trajectoryId }
    // Others may be about to take what there is: it is theirs, or it is free again in a moment.
    if (!(await hasOffers(db, queue, claimer, ['in_review', ...statesOf(queue)]))) return null
    await sleep(waitMs * Math.random() * attempt)
  }
  return null
}

async function claimOnce(tx: Db, queue: QueueView, claimer: Claimer): Promise<Assignment | undefined> {
  return (
    (await takeBack(tx, queue, claimer.userId)) ??
    (await claimDueGold(tx, queue, claimer)) ??
    (await claimFirst(tx, queue, claimer, ['in_review'])) ??
    (await claimFirst(tx, queue, claimer, statesOf(queue))) ??
    (await claimLost(tx, queue, claimer))
  )
}

async function claimLost(tx: Db, queue: QueueView, { userId }: Claimer): Promise<Assignment | undefined> {
  const lost = await lockLost(tx, queue, userId)
  if (lost && (await findFreeSlot(tx, { ...lost, overlap: queue.overlap })) !== undefined)
    await holdAssignment(tx, lost, queue)
  return lost && getHeld(await getAssignmentRow(tx, lost.id))
}

function getHeld(assignment: Assignment): Assignment | undefined {
  return assignment.state === 'claimed' ? assignment : undefined
}

async function claimDueGold(tx: Db, queue: QueueView, claimer: Claimer): Promise<Assignment | undefined> {
  if (queue.goldShare === 0) return undefined
  const number = await countAssignments(tx, queue.id, claimer.userId)
  return isGoldDue(queue, claimer.userId, number) ? claimGold(tx, queue, claimer) : undefined
}

/** Whether a person's work of this number in the queue is a gold sample: the same answer at any time. */
export function isGoldDue(
  { seed, goldShare }: Pick<QueueView, 'seed' | 'goldShare'>,
  userId: string,
  number: number,
): boolean {
  const hash = createHash('sha256').update(`${seed} ${userId} ${number}`).digest()
  return hash.readUInt32BE() < goldShare * 2 ** 32
}

/** Frees what was claimed too long ago, here and in archived queues. */
async function letGo(actor: Actor, queue: QueueView): Promise<void> {
  await db.$transaction(async (tx) => {
    const ids = await endExpired(tx, queue.id, mostEndedAtOnce)
    for (const subjectId of [...ids].sort()) {
      await putBack(tx, subjectId)
      await recordAudit(tx, actor, { action: 'assignment.expire', subject: 'trajectory', subjectId })
    }
    await freeAbsent(tx, queue.id, mostEndedAtOnce)
  })
}

async function auditClaim(tx: Db, actor: Actor, { queueId, trajectoryId, revision }: Assignment): Promise<void> {
  await recordAudit(tx, actor, {
    action: 'assignment.claim',
    subject: 'trajectory',
    subjectId: trajectoryId,
    after: { queueId, revision },
  })
}
