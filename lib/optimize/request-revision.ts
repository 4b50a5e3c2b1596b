import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import type { JobRun } from '@/lib/jobs/job'
import { lockTrajectory, type Selected } from '@/lib/trajectory/store'
import { reviseJob } from './job'
import { requireRest } from './require-rest'
import type { AdoptRequest, DecideRequest, ReturnRequest, ThoughtRequest } from './revision-request'
import { getOrigin } from './store'
import {
  createPersonThought,
  declineFindings,
  findLastScorer,
  listDifferences,
  listOpenFindings,
  listThoughtsOf,
} from './store-choices'

type Change = {
  action: string
  reason: string
  choices: Selected[]
  acceptedOf?: string
  measure?: { scorer: string }
}

/** Uses other thoughts for some steps, from the next revision on; nothing is overwritten. */
export function adoptThoughts(actor: Actor, { id, revision, choices }: z.infer<typeof AdoptRequest>): Promise<JobRun> {
  return change(actor, { id, revision }, async (tx) => {
    const found = await listThoughtsOf(tx, id, revision, choices)
    if (found.length !== choices.length) throw new AppError('invalid', 'A thought is not one of its step.')
    const changed = found.filter(({ isCurrent }) => !isCurrent)
    if (changed.length === 0) throw new AppError('invalid', 'This thought is in use already.')
    const reason = changed.length === 1 ? 'One thought was adopted.' : `${changed.length} thoughts were adopted.`
    return { action: 'thought.adopt', reason, choices: changed }
  })
}

/** Says the same as an earlier revision again, as a new one. */
export function returnToRevision(actor: Actor, { id, revision, to }: z.infer<typeof ReturnRequest>): Promise<JobRun> {
  return change(actor, { id, revision }, async (tx) => {
    if (to >= revision) throw new AppError('invalid', 'Say an earlier revision to return to.')
    const choices = await listDifferences(tx, id, { from: revision, to })
    if (choices.length === 0) throw new AppError('invalid', `Revision ${to} says the same as revision ${revision}.`)
    return { action: 'revision.return', reason: `Returned to revision ${to}.`, choices }
  })
}

/** Puts a person's own words in place of a thought; they are measured when the revision is made. */
export function writeThought(
  actor: Actor,
  { id, revision, stepId, text, scorer }: z.infer<typeof ThoughtRequest>,
): Promise<JobRun> {
  return change(actor, { id, revision }, async (tx) => {
    const thoughtId = await createPersonThought(tx, { trajectoryId: id, revision, stepId, text })
    const choices = [{ stepId, thoughtId }]
    const measure = { scorer: scorer ?? (await findLastScorer(tx, id)) ?? 'embedded' }
    return { action: 'thought.write', reason: 'A thought was written by hand.', choices, measure }
  })
}

/** Accepts or declines, step by step, what a search has found; undefined when all of it was declined. */
export function decideFindings(
  actor: Actor,
  { id, revision, optimizationId, decisions }: z.infer<typeof DecideRequest>,
): Promise<JobRun | undefined> {
  return changeOrNot(actor, { id, revision }, async (tx) => {
    const open = new Map((await listOpenFindings(tx, id, optimizationId)).map((found) => [found.stepId, found]))
    const unknown = decisions.find(({ stepId }) => !open.has(stepId))
    if (unknown) throw new AppError('conflict', 'What was found for this step has been decided on by now.')
    const declined = decisions.flatMap(({ stepId, isAccepted }) => (isAccepted ? [] : [stepId]))
    if (declined.length > 0) {
      await declineFindings(tx, optimizationId, declined, actor.name)
      const after = { optimizationId, steps: declined.length }
      await recordAudit(tx, actor, { action: 'finding.decline', subject: 'trajectory', subjectId: id, after })
    }
    const accepted = new Set(decisions.flatMap(({ stepId, isAccepted }) => (isAccepted ? [stepId] : [])))
    const choices = [...open.values()].filter(({ stepId }) => accepted.has(stepId))
    if (choices.length === 0) return undefined
    const reason = `${choices.length} of ${decisions.length} found thoughts were accepted.`
    return { action: 'finding.accept', reason, choices, acceptedOf: optimizationId }
  })
}

type Seen = { id: string; revision: number }

async function change(actor: Actor, seen: Seen, plan: (tx: Db) => Promise<Change>): Promise<JobRun> {
  const job = await changeOrNot(actor, seen, plan)
  if (!job) throw new Error('A change was planned and not asked for.')
  return job
}

/** A revision is measured before it is made, which may take a while: a worker does it. */
function changeOrNot(
  actor: Actor,
  { id, revision }: Seen,
  plan: (tx: Db) => Promise<Change | undefined>,
): Promise<JobRun | undefined> {
  requireRole(actor, 'reviewer', 'change trajectories')
  return db.$transaction(async (tx) => {
    const { head, state } = await lockTrajectory(tx, id)
    if (head !== revision || state === 'synthesizing')
      throw new AppError('conflict', 'The trajectory has changed since it was opened.')
    await requireRest(tx, id)
    const planned = await plan(tx)
    if (!planned) return undefined
    const { action, ...work } = planned
    await recordAudit(tx, actor, {
      action,
      subject: 'trajectory',
      subjectId: id,
      before: { revision },
      after: { reason: work.reason, steps: work.choices.length },
    })
    const title = `Revise ${(await getOrigin(tx, id)).name}`
    return enqueue(
      tx,
      actor,
      reviseJob,
      { trajectoryId: id, base: revision, by: actor.name, userId: userIdOf(actor) ?? undefined, ...work },
      { title, subjectId: id },
    )
  })
}
