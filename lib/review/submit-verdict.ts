import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { stateAfter } from '@/lib/trajectory/state'
import { lockTrajectory, setTrajectoryState, type TrajectoryHead } from '@/lib/trajectory/store'
import { applyOnce } from './apply-once'
import type { Assignment } from './assignment'
import { auditWords, checkVerdict } from './check-verdict'
import { judgeInQueue, requireNoQueue } from './judge-in-queue'
import { createVerdict, findOwnVerdict } from './store'
import { findOwnAssignment } from './store-assignments'
import type { SubmitVerdict, Verdict } from './verdict'

/**
 * Judges the newest revision as the policy allows. Whoever has it from a queue judges it there: it is decided when as
 * many as the queue wants agree. Elsewhere the last verdict counts.
 */
export function submitVerdict(actor: Actor, request: SubmitVerdict): Promise<Verdict> {
  requireRole(actor, 'reviewer', 'judge trajectories')
  return db.$transaction(async (tx) => {
    const { row } = await applyOnce(tx, actor, request.change, {
      make: async () => ({ version: 1, row: await judge(tx, actor, request) }),
      read: () => readOwn(tx, actor, request),
    })
    return row
  })
}

async function judge(tx: Db, actor: Actor, request: SubmitVerdict): Promise<Verdict> {
  const trajectory = await lockTrajectory(tx, request.id)
  const userId = userIdOf(actor)
  const own = userId ? await findOwnAssignment(tx, request.id, userId) : undefined
  if (own && isOpen(own, trajectory.head)) return judgeInQueue(tx, actor, { trajectory, own, request })
  if (actor.kind === 'user') await requireNoQueue(tx, actor, trajectory)
  return judgeDirectly(tx, actor, trajectory, request)
}

/** The verdict that was given by a change that is sent again. */
async function readOwn(tx: Db, actor: Actor, { id, revision }: SubmitVerdict): Promise<Verdict> {
  const found = await findOwnVerdict(tx, id, revision, userIdOf(actor))
  if (!found) throw new AppError('not_found', 'This verdict was taken back.')
  return found
}

async function judgeDirectly(
  tx: Db,
  actor: Actor,
  trajectory: TrajectoryHead,
  request: SubmitVerdict,
): Promise<Verdict> {
  const state = stateAfter(trajectory.state, request.judgement)
  const verdict = await createVerdict(tx, actor, await checkVerdict(tx, actor, trajectory, request))
  await setTrajectoryState(tx, trajectory.id, state)
  await recordAudit(tx, actor, {
    action: `verdict.${request.judgement}`,
    subject: 'trajectory',
    subjectId: trajectory.id,
    before: { state: trajectory.state },
    after: { state, ...auditWords(verdict) },
  })
  return verdict
}

/** Whether the verdict is one of the queue: the work is at hand, was lost, or has come back with a new revision. */
function isOpen({ state, slot, revision }: Assignment, head: number): boolean {
  return state === 'claimed' || state === 'snoozed' || state === 'lost' || (slot !== null && revision < head)
}
