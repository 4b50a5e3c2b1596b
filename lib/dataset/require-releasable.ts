import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { stateWords } from '@/lib/trajectory/state'
import { requireContainer } from './choose-encoding'
import { mostFiles, type ReleaseRequest } from './release'
import { findUnreleasable, getReleaseView, lockReleasable, type Unreleasable } from './store'

type Chosen = Pick<ReleaseRequest, 'format' | 'settings' | 'against'>

/**
 * Holds the chosen trajectories, or all that are approved, until the transaction ends. Refuses one that is not approved or
 * fails a verifier, and files that could not be written of them.
 */
export async function requireReleasable(
  tx: Db,
  ids: string[] | undefined,
  { format, settings, against }: Chosen,
): Promise<void> {
  const container = requireContainer(format, settings)
  const found = await lockReleasable(tx, ids)
  if (ids && found < ids.length) throw new AppError('not_found', 'One of the trajectories does not exist.')
  if (found === 0) throw new AppError('invalid', 'There is no approved trajectory to export.')
  const refused = await findUnreleasable(tx, ids)
  if (refused) throw new AppError('invalid', explain(refused))
  if (container === 'each' && found > mostFiles)
    throw new AppError('invalid', `A file for each trajectory is for at most ${mostFiles} of them: export shards.`)
  if (against) await getReleaseView(tx, against)
}

function explain({ id, repositoryName, state, revision, failing }: Unreleasable): string {
  const what = `Trajectory ${id} of ${repositoryName} cannot be exported`
  if (state !== 'approved' && state !== 'released')
    return `${what}: it is not approved at its newest revision (${stateWords[state]}).`
  return `${what}: the verifier "${failing}" does not hold at revision ${revision}.`
}
