import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import type { Assignment, AssignmentRequest, SkipRequest, SnoozeRequest } from './assignment'
import { whyNotHeld } from './hold-assignment'
import { requireOwn } from './keep-assignment'
import { requireReviewer } from './require-reviewer'
import { type AssignmentChange, changeAssignment, getAssignmentRow, putBack } from './store-assignments'

const mostSnoozedMs = 7 * 24 * 60 * 60_000

/** Gives the work to others; this person is not offered it again. */
export function skipAssignment(actor: Actor, request: z.infer<typeof SkipRequest>): Promise<Assignment> {
  const reason = request.reason || null
  return end(actor, request.id, 'skip', { state: 'skipped', slot: null, endedAt: new Date(), reason })
}

/** Keeps the work for this person, until a time within a week; then it is the first that they are given. */
export async function snoozeAssignment(actor: Actor, request: z.infer<typeof SnoozeRequest>): Promise<Assignment> {
  const until = new Date(request.until)
  const ms = until.getTime() - Date.now()
  if (ms <= 0 || ms > mostSnoozedMs) throw new AppError('invalid', 'Snooze until a time within the next seven days.')
  return end(actor, request.id, 'snooze', { state: 'snoozed', snoozedUntil: until })
}

/** Puts the work back for anybody else, as if its time had run out. */
export function putBackAssignment(actor: Actor, request: z.infer<typeof AssignmentRequest>): Promise<Assignment> {
  return end(actor, request.id, 'put-back', { state: 'lost', slot: null, endedAt: new Date() })
}

function end(actor: Actor, id: string, verb: string, change: AssignmentChange): Promise<Assignment> {
  const { userId } = requireReviewer(actor)
  return db.$transaction(async (tx) => {
    const { trajectoryId } = requireOwn(await getAssignmentRow(tx, id), userId)
    await lockTrajectory(tx, trajectoryId)
    const before = await requireOpen(tx, id)
    await changeAssignment(tx, id, change)
    if (change.slot === null && !before.isGold) await putBack(tx, trajectoryId)
    await recordAudit(tx, actor, {
      action: `assignment.${verb}`,
      subject: 'trajectory',
      subjectId: trajectoryId,
      before: { state: before.state },
      after: { state: change.state ?? before.state, reason: change.reason ?? null },
    })
    return getAssignmentRow(tx, id)
  })
}

async function requireOpen(tx: Db, id: string): Promise<Assignment> {
  const assignment = await getAssignmentRow(tx, id)
  if (assignment.state !== 'claimed' && assignment.state !== 'snoozed')
    throw new AppError('conflict', await whyNotHeld(tx, assignment))
  return assignment
}
