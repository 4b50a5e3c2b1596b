import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { listJobRuns } from '@/lib/jobs/store'
import { Budget } from '@/lib/llm/call'
import { requireSnapshot } from '@/lib/repository/get-snapshot'
import { getRepositoryName } from '@/lib/repository/store'
import { createTrajectory, findTrajectoryByFingerprint, lockTrajectory } from '@/lib/trajectory/store'
import { embeddedAuthor } from './embedded-author'
import { synthesizeJob } from './job'
import { getAuthorFingerprint } from './open-author'
import { SynthesisSettings } from './settings'

export const SynthesisRequest = SynthesisSettings.extend({
  snapshotId: z.uuid(),
  /** The most that its calls of models may spend; asking again with more goes on where it ended. */
  budget: Budget.default({}),
})

export type RequestedSynthesis = {
  trajectoryId: string
  /** Null when the trajectory exists and its job is no longer known. */
  job: JobRun | null
  /** Whether the same synthesis had been asked for before. */
  isKnown: boolean
}

/**
 * Asks for a trajectory of a snapshot. The same request again leads to the same trajectory; a job that failed or was
 * canceled before it was finished is then started anew.
 */
export async function requestSynthesis(
  actor: Actor,
  input: z.input<typeof SynthesisRequest>,
): Promise<RequestedSynthesis> {
  requireRole(actor, 'reviewer', 'synthesize trajectories')
  const { snapshotId, budget, ...settings } = SynthesisRequest.parse(input)
  const author = await getAuthorFingerprint(settings.author)
  const fingerprint = fingerprintOf(snapshotId, settings, author)
  if (settings.mode === 'free' && settings.author === embeddedAuthor.name)
    throw new AppError('invalid', 'In free mode a model decides what to do: choose a model endpoint as the author.')
  return db.$transaction(async (tx) => {
    const snapshot = await requireSnapshot(tx, snapshotId)
    const name = await getRepositoryName(tx, snapshot.repositoryId)
    if (snapshot.includedCount === 0)
      throw new AppError('invalid', `${name} has no included file, so there is nothing to reconstruct.`)
    if (settings.mode === 'history' && snapshot.depth < 2)
      throw new AppError('invalid', `${name} was imported without history: import it with a depth of 2 or more.`)
    const title = `Synthesize ${name}`
    const data = { snapshotId, settings, fingerprint, author: settings.author, request: '' }
    const created = await createTrajectory(tx, data)
    if (!created) return repeat(tx, actor, { fingerprint, title, budget })
    await recordAudit(tx, actor, {
      action: 'synthesis.request',
      subject: 'trajectory',
      subjectId: created,
      after: { snapshotId, ...settings },
    })
    const job = await enqueue(
      tx,
      actor,
      synthesizeJob,
      { trajectoryId: created, budget },
      { title, subjectId: created },
    )
    return { trajectoryId: created, job, isKnown: false }
  })
}

type Repeated = { fingerprint: string; title: string; budget: Budget }

async function repeat(tx: Db, actor: Actor, { fingerprint, title, budget }: Repeated): Promise<RequestedSynthesis> {
  const found = await findTrajectoryByFingerprint(tx, fingerprint)
  if (!found) throw new AppError('conflict', 'The trajectory was removed a moment ago. Try again.')
  const { id, state } = await lockTrajectory(tx, found.id)
  const [job = null] = await listJobRuns(tx, { subjectId: id, kind: synthesizeJob.kind, limit: 1 })
  const isLost = state === 'synthesizing' && (job === null || isEnded(job.state))
  if (!isLost) return { trajectoryId: id, job, isKnown: true }
  const again = await enqueue(tx, actor, synthesizeJob, { trajectoryId: id, budget }, { title, subjectId: id })
  return { trajectoryId: id, job: again, isKnown: true }
}

/** Everything that shapes a trajectory, in one hash. */
export function fingerprintOf(snapshotId: string, settings: SynthesisSettings, author: string): string {
  const { mode, author: name, seed, readBudgetBytes, partBytes } = settings
  const shape = { version: 2, snapshotId, mode, name, seed, readBudgetBytes, partBytes, author }
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex')
}
