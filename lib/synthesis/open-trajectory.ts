import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { listJobRuns } from '@/lib/jobs/store'
import type { Budget } from '@/lib/llm/call'
import type { Fork } from '@/lib/trajectory/fork'
import { type Scope, type WindowName, windowWords } from '@/lib/trajectory/scope'
import { createTrajectory, findTrajectoryByFingerprint, lockTrajectory } from '@/lib/trajectory/store'
import { synthesizeJob } from './job'
import type { SynthesisSettings } from './settings'

export type RequestedTrajectory = {
  trajectoryId: string
  /** Null when the trajectory exists and its job is no longer known. */
  job: JobRun | null
  /** Whether the same synthesis had been asked for before. */
  isKnown: boolean
  /** Null when it is about the whole repository. */
  window: WindowName | null
}

export type Wanted = {
  snapshotId: string
  name: string
  budget: Budget
  author: string
  settings: SynthesisSettings
  scope: Scope | null
  /** What it goes on from. */
  fork?: Fork
}

/**
 * A trajectory with a job that writes it. Where there is one of the same fingerprint it is that one; a job of it that failed
 * or was canceled before it was finished is started anew.
 */
export async function openTrajectory(tx: Db, actor: Actor, wanted: Wanted): Promise<RequestedTrajectory> {
  const { snapshotId, name, budget, author, settings, scope, fork = null } = wanted
  const fingerprint = fingerprintOf(snapshotId, settings, author, scope, fork)
  const from = fork ? `, from step ${fork.steps + 1} on` : ''
  const title = `Synthesize ${name}${scope ? `, ${windowWords(scope)}` : ''}${from}`
  const window = scope && { name: scope.name, number: scope.number, of: scope.of }
  const data = {
    snapshotId,
    settings,
    fingerprint,
    author: settings.author,
    request: '',
    scope: scope ?? undefined,
    ...(fork && { forkedFromId: fork.trajectoryId, forkedRevision: fork.revision, forkedSteps: fork.steps }),
  }
  const created = await createTrajectory(tx, data)
  if (!created) return { ...(await repeat(tx, actor, { fingerprint, title, budget })), window }
  await recordAudit(tx, actor, {
    action: fork ? 'synthesis.fork' : 'synthesis.request',
    subject: 'trajectory',
    subjectId: created,
    after: { snapshotId, ...settings, ...(window && { window: windowWords(window) }), ...(fork && { fork }) },
  })
  const job = await enqueue(tx, actor, synthesizeJob, { trajectoryId: created, budget }, { title, subjectId: created })
  return { trajectoryId: created, job, isKnown: false, window }
}

type Repeated = { fingerprint: string; title: string; budget: Budget }

async function repeat(
  tx: Db,
  actor: Actor,
  { fingerprint, title, budget }: Repeated,
): Promise<Omit<RequestedTrajectory, 'window'>> {
  const found = await findTrajectoryByFingerprint(tx, fingerprint)
  if (!found) throw new AppError('conflict', 'The trajectory was removed a moment ago. Try again.')
  const { id, state } = await lockTrajectory(tx, found.id)
  const [job = null] = await listJobRuns(tx, { subjectId: id, kind: synthesizeJob.kind, limit: 1 })
  const isLost = state === 'synthesizing' && (job === null || isEnded(job.state))
  if (!isLost) return { trajectoryId: id, job, isKnown: true }
  const again = await enqueue(tx, actor, synthesizeJob, { trajectoryId: id, budget }, { title, subjectId: id })
  return { trajectoryId: id, job: again, isKnown: true }
}

/** Everything that shapes a trajectory, in one hash; without `scope` that of a whole repository, or of all its windows. */
export function fingerprintOf(
  snapshotId: string,
  settings: SynthesisSettings,
  author: string,
  scope: Scope | null = null,
  fork: Fork | null = null,
): string {
  const { mode, author: name, seed, readBudgetBytes, partBytes, granularity, windowTokens } = settings
  const cut = granularity === 'per-module' ? { granularity, windowTokens } : {}
  const window = scope ? { paths: scope.paths, given: scope.given } : {}
  const from = fork ? { fork } : {}
  const shape = {
    version: 2,
    snapshotId,
    mode,
    name,
    seed,
    readBudgetBytes,
    partBytes,
    author,
    ...cut,
    ...window,
    ...from,
  }
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex')
}
