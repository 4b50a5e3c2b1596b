import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Budget } from '@/lib/llm/call'
import { requireSnapshot } from '@/lib/repository/get-snapshot'
import { getRepositoryName } from '@/lib/repository/store'
import { loadScopes } from './load-windows'
import { getAuthorFingerprint } from './open-author'
import { fingerprintOf, openTrajectory, type RequestedTrajectory } from './open-trajectory'
import { requireFeasible } from './require-feasible'
import { SynthesisSettings } from './settings'

export const SynthesisRequest = SynthesisSettings.extend({
  snapshotId: z.uuid(),
  /** The most that its calls of models may spend; asking again with more goes on where it ended. */
  budget: Budget.default({}),
})

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
  const snapshot = await requireSnapshot(db, snapshotId)
  const name = await getRepositoryName(db, snapshot.repositoryId)
  if (snapshot.includedCount === 0)
    throw new AppError('invalid', `${name} has no included file, so there is nothing to reconstruct.`)
  requireFeasible(settings, { name, depth: snapshot.depth })
  const scopes = await loadScopes(db, snapshotId, settings, fingerprintOf(snapshotId, settings, author))
  const wanted = { snapshotId, name, budget, author }
  return within(async (tx) => {
    const trajectories: RequestedTrajectory[] = []
    for (const scope of scopes)
      trajectories.push(
        await openTrajectory(tx, actor, { ...wanted, settings: scope ? settings : wholeOf(settings), scope }),
      )
    const [first] = trajectories
    if (!first) throw new Error('A synthesis has no trajectory.')
    return { ...first, trajectories }
  })
}

/** Does work in a transaction: one of its own, or one of the caller's that has more to say. */
type Within = <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>

/** The settings of a synthesis that is not cut, whatever was asked for. */
function wholeOf(settings: SynthesisSettings): SynthesisSettings {
  return { ...settings, granularity: 'per-repository', windowTokens: SynthesisSettings.parse({}).windowTokens }
}
