import type { Actor } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { stateAfter } from '@/lib/trajectory/state'
import type { TrajectoryHead } from '@/lib/trajectory/store'
import { listHidden } from '@/lib/trajectory/store-blind'
import { refreshEntry } from '@/lib/trajectory/store-entry'
import type { Judgement, TrajectoryState } from '@/lib/trajectory/view'
import type { Assignment } from './assignment'
import { auditWords, checkVerdict } from './check-verdict'
import { decide } from './decide'
import { holdAssignment } from './hold-assignment'
import type { QueueView } from './queue'
import { createVerdict, findSharedQueue, listOpinions, setReviewed } from './store'
import { changeAssignment, listHolders } from './store-assignments'
import { isOfQueue } from './store-queue-filter'
import { getQueueRow, listQueueRows } from './store-queues'
import type { SubmitVerdict, Verdict } from './verdict'

type Work = { trajectory: TrajectoryHead; own: Assignment; request: SubmitVerdict }

/** The verdict of a reviewer who has the trajectory from a queue; the trajectory is locked. */
export async function judgeInQueue(tx: Db, actor: Actor, { trajectory, own, request }: Work): Promise<Verdict> {
  const queue = await getQueueRow(tx, own.queueId)
  if (!own.isGold) stateAfter(trajectory.state, request.judgement)
  await holdAssignment(tx, own, queue, trajectory.head)
  const checked = await checkVerdict(tx, actor, trajectory, request)
  const endedAt = new Date()
  await changeAssignment(tx, own.id, {
    state: 'done',
    revision: request.revision,
    judgement: request.judgement,
    endedAt,
  })
  if (own.isGold) return judgeGold(tx, actor, { trajectory, own, request }, checked)
  const verdict = await createVerdict(tx, actor, { ...checked, queueId: queue.id })
  // Another may have had it in hand: what its reviewers see is the state of before.
  const held = await tx.trajectory.findUniqueOrThrow({ where: { id: trajectory.id }, select: { state: true } })
  const state = await settle(tx, { id: trajectory.id, state: held.state }, request.revision, queue)
  await recordAudit(tx, actor, {
    action: `verdict.${request.judgement}`,
    subject: 'trajectory',
    subjectId: trajectory.id,
    before: { state: trajectory.state },
    after: { state, queueId: queue.id, ...auditWords(verdict) },
  })
  return verdict
}

/** What a reviewer says of a gold sample is kept with the assignment, and decides nothing. */
async function judgeGold(
  tx: Db,
  actor: Actor,
  { trajectory, own, request }: Work,
  checked: Omit<Verdict, 'id' | 'by' | 'createdAt'>,
): Promise<Verdict> {
  const after = { queueId: own.queueId, revision: request.revision, judgement: request.judgement }
  await recordAudit(tx, actor, { action: 'gold.judge', subject: 'assignment', subjectId: own.id, after })
  return { ...checked, trajectoryId: trajectory.id, id: own.id, by: actor.name, createdAt: new Date().toISOString() }
}

/** The state that the verdicts of the queue on this revision come to, saved. */
export async function settle(
  tx: Db,
  trajectory: { id: string; state: TrajectoryState },
  revision: number,
  queue: QueueView,
): Promise<TrajectoryState> {
  const outcome = decide(await listOpinions(tx, trajectory.id, revision, queue.id), queue.overlap)
  if (outcome.kind !== 'decided') {
    // Who judged it last has changed all the same.
    await refreshEntry(tx, trajectory.id)
    return trajectory.state
  }
  const state = stateAfter(trajectory.state, outcome.judgement)
  await setReviewed(tx, trajectory.id, { state, queueId: staysIn(outcome.judgement) ? queue.id : null })
  return state
}

/** What was returned comes back to the same reviewers. */
function staysIn(judgement: Judgement): boolean {
  return judgement === 'return'
}

const isReviewedElsewhere = 'You cannot judge this here: it is being reviewed in a queue.'

/** Refuses a verdict from outside of the queue that a trajectory is reviewed in, or waits in for more than one person. */
export async function requireNoQueue(tx: Db, actor: Actor, trajectory: TrajectoryHead): Promise<void> {
  // What it says of a gold sample is what it says of any other that is reviewed blind.
  if ((await listHidden(tx, actor, [trajectory.id])).get(trajectory.id)?.isGold)
    throw new AppError('conflict', isReviewedElsewhere)
  const { queueId } = await tx.trajectory.findUniqueOrThrow({ where: { id: trajectory.id }, select: { queueId: true } })
  if (queueId && trajectory.state === 'in_review') {
    const queue = await getQueueRow(tx, queueId)
    if (queue.isBlind) throw new AppError('conflict', isReviewedElsewhere)
    const [holder] = (await listHolders(tx, queueId, trajectory.id)).filter(({ state }) => state !== 'done')
    const who = holder ? `${holder.name} reviews it now` : 'it is being reviewed'
    throw new AppError('conflict', `You cannot judge this here: ${who} in the queue “${queue.name}”.`)
  }
  const together = await findSharedQueue(tx, trajectory.id, trajectory.head)
  if (together)
    throw new AppError(
      'conflict',
      `${together.overlap} reviewers have decided this together, in the queue “${together.name}”. A new revision can be judged anew.`,
    )
  if (trajectory.state !== 'draft') return
  const shared = (await listQueueRows(tx, { isArchived: false })).filter(({ overlap }) => overlap > 1)
  for (const queue of shared)
    if (await isOfQueue(tx, queue, trajectory.id))
      throw new AppError(
        'conflict',
        `This waits in the queue “${queue.name}”, where ${queue.overlap} reviewers judge it: claim it there.`,
      )
}
