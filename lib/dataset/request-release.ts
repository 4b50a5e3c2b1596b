import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db, longTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { stateWords } from '@/lib/trajectory/state'
import { requireContainer } from './choose-encoding'
import type { ExportSettings } from './formats/settings'
import { releaseJob } from './job'
import { mostFiles, type Release, ReleaseRequest } from './release'
import { assignSplits } from './splits'
import {
  chosen,
  createRelease,
  findUnreleasable,
  freezeItems,
  getReleaseView,
  lockReleasable,
  type Unreleasable,
} from './store'
import { listSimilarRepositories, listSplitRepositories } from './store-splits'

/**
 * Freezes which trajectories the release holds, each at its head revision, in the order in which they were made, and
 * asks for its files. Only what is approved and passes every verifier can be released. What else is noted `within` happens
 * together with it, or not at all.
 */
export function requestRelease(
  actor: Actor,
  request: z.input<typeof ReleaseRequest>,
  within?: (tx: Db) => Promise<unknown>,
): Promise<Release> {
  requireRole(actor, 'reviewer', 'export trajectories')
  const { format, settings, against } = ReleaseRequest.parse(request)
  const container = requireContainer(format, settings)
  const ids = request.trajectoryIds && [...new Set(request.trajectoryIds)]
  return db.$transaction(async (tx) => {
    const found = await lockReleasable(tx, ids)
    if (ids && found < ids.length) throw new AppError('not_found', 'One of the trajectories does not exist.')
    if (found === 0) throw new AppError('invalid', 'There is no approved trajectory to export.')
    const refused = await findUnreleasable(tx, ids)
    if (refused) throw new AppError('invalid', explain(refused))
    if (container === 'each' && found > mostFiles)
      throw new AppError('invalid', `A file for each trajectory is for at most ${mostFiles} of them: export shards.`)
    if (against) await getReleaseView(tx, against)
    const id = await createRelease(tx, { by: actor.name, format, settings, againstId: against ?? null })
    const documents = await freezeItems(tx, id, ids, await splitsOf(tx, ids, settings))
    await recordAudit(tx, actor, {
      action: 'release.request',
      subject: 'release',
      subjectId: id,
      after: { documents, format, settings },
    })
    const title = `Export ${documents} ${documents === 1 ? 'trajectory' : 'trajectories'} as ${format}`
    await enqueue(tx, actor, releaseJob, { releaseId: id }, { title, subjectId: id })
    await within?.(tx)
    return getReleaseView(tx, id)
  }, longTransaction)
}

/** The split of every repository; what is alike has to be known only where there is more than one split. */
async function splitsOf(tx: Db, ids: string[] | undefined, { splits }: ExportSettings): Promise<Map<string, string>> {
  const isOne = Object.values(splits.ratios).filter((share) => share > 0).length <= 1
  const isListed = Object.keys(splits.fixed).length > 0
  if (isOne && !isListed) {
    const repositories = await listSplitRepositories(tx, chosen(ids))
    return assignSplits(
      repositories.map((repository) => ({ ...repository, similar: [] })),
      splits,
    )
  }
  return assignSplits(await listSimilarRepositories(tx, chosen(ids)), splits)
}

function explain({ id, repositoryName, state, revision, failing }: Unreleasable): string {
  const what = `Trajectory ${id} of ${repositoryName} cannot be exported`
  if (state !== 'approved' && state !== 'released')
    return `${what}: it is not approved at its newest revision (${stateWords[state]}).`
  return `${what}: the verifier "${failing}" does not hold at revision ${revision}.`
}
