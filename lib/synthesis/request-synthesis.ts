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
import { type Scope, type WindowName, windowWords } from '@/lib/trajectory/scope'
import { createTrajectory, findTrajectoryByFingerprint, lockTrajectory } from '@/lib/trajectory/store'
import { embeddedAuthor } from './embedded-author'
import { synthesizeJob } from './job'
import { loadScopes } from './load-windows'
import { getAuthorFingerprint } from './open-author'
import { SynthesisSettings } from './settings'

export const SynthesisRequest = SynthesisSettings.extend({
  snapshotId: z.uuid(),
  /** The most that its calls of models may spend; asking again with more goes on where it ended. */
  budget: Budget.default({}),
})

export type RequestedTrajectory = {
  trajectoryId: string
  /** Null when the trajectory exists and its job is no longer known. */
  job: JobRun | null
  /** Whether the same synthesis had been asked for before. */
  isKnown: boolean
  /** Null when it is about the whole repository. */
  window: WindowName | null
}

/** The first trajectory, and all: one, or one for each window. */
export type RequestedSynthesis = RequestedTrajectory & { trajectories: RequestedTrajectory[] }

/** Long enough for the rows and jobs of hundreds of windows. */
const timeoutMs = 60_000

/**
 * Asks for a trajectory of a snapshot, or for one of each of its windows, each with a job of its own; the budget is for
 * all of them together. A repository that fits into one window has one trajectory, the same as when the whole of it is
 * asked for. The same request again leads to the same trajectories; a job that failed or was canceled before it was
 * finished is then started anew. One that is paused stays so: a person resumes it.
 */
export async function requestSynthesis(
  actor: Actor,
  input: z.input<typeof SynthesisRequest>,
  within: Within = (work) => db.$transaction(work, { timeout: timeoutMs }),
): Promise<RequestedSynthesis> {
  requireRole(actor, 'reviewer', 'synthesize trajectories')
  const { snapshotId, budget, ...settings } = SynthesisRequest.parse(input)
  const author = await getAuthorFingerprint(settings.author)
  if (settings.mode === 'free' && settings.author === embeddedAuthor.name)
    throw new AppError('invalid', 'In free mode a model decides what to do: choose a model endpoint as the author.')
  const snapshot = await requireSnapshot(db, snapshotId)
  const name = await getRepositoryName(db, snapshot.repositoryId)
  if (snapshot.includedCount === 0)
    throw new AppError('invalid', `${name} has no included file, so there is nothing to reconstruct.`)
  if (settings.mode === 'history' && snapshot.depth < 2)
    throw new AppError('invalid', `${name} was imported without history: import it with a depth of 2 or more.`)
  const scopes = await loadScopes(db, snapshotId, settings, fingerprintOf(snapshotId, settings, author))
  const wanted = { snapshotId, name, budget, author }
  return within(async (tx) => {
    const trajectories: RequestedTrajectory[] = []
    for (const scope of scopes)
      trajectories.push(await request(tx, actor, { ...wanted, settings: scope ? settings : wholeOf(settings), scope }))
    const [first] = trajectories
    if (!first) throw new Error('A synthesis has no trajectory.')
    return { ...first, trajectories }
  })
}

/** Does work in a transaction: one of its own, or one of the caller's that has more to say. */
type Within = <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>

type Wanted = {
  snapshotId: string
  name: string
  budget: Budget
  author: string
  settings: SynthesisSettings
  scope: Scope | null
}

async function request(tx: Db, actor: Actor, wanted: Wanted): Promise<RequestedTrajectory> {
  const { snapshotId, name, budget, author, settings, scope } = wanted
  const fingerprint = fingerprintOf(snapshotId, settings, author, scope)
  const title = `Synthesize ${name}${scope ? `, ${windowWords(scope)}` : ''}`
  const window = scope && { name: scope.name, number: scope.number, of: scope.of }
  const data = { snapshotId, settings, fingerprint, author: settings.author, request: '', scope: scope ?? undefined }
  const created = await createTrajectory(tx, data)
  if (!created) return { ...(await repeat(tx, actor, { fingerprint, title, budget })), window }
  await recordAudit(tx, actor, {
    action: 'synthesis.request',
    subject: 'trajectory',
    subjectId: created,
    after: { snapshotId, ...settings, ...(window && { window: windowWords(window) }) },
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

/** The settings of a synthesis that is not cut, whatever was asked for. */
function wholeOf(settings: SynthesisSettings): SynthesisSettings {
  return { ...settings, granularity: 'per-repository', windowTokens: SynthesisSettings.parse({}).windowTokens }
}

/** Everything that shapes a trajectory, in one hash; without `scope` that of a whole repository, or of all its windows. */
export function fingerprintOf(
  snapshotId: string,
  settings: SynthesisSettings,
  author: string,
  scope: Scope | null = null,
): string {
  const { mode, author: name, seed, readBudgetBytes, partBytes, granularity, windowTokens } = settings
  const cut = granularity === 'per-module' ? { granularity, windowTokens } : {}
  const window = scope ? { paths: scope.paths, given: scope.given } : {}
  const shape = { version: 2, snapshotId, mode, name, seed, readBudgetBytes, partBytes, author, ...cut, ...window }
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex')
}
