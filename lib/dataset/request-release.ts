import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { stateWords } from '@/lib/trajectory/state'
import { releaseJob } from './job'
import type { Release, ReleaseRequest } from './release'
import {
  createRelease,
  findUnreleasable,
  freezeItems,
  getReleaseView,
  lockReleasable,
  type Unreleasable,
} from './store'

/**
 * Freezes which trajectories the release holds, each at its head revision, in the order in which they were made, and
 * asks for its files. Only what is approved and passes every verifier can be released.
 */
export function requestRelease(actor: Actor, request: z.input<typeof ReleaseRequest>): Promise<Release> {
  requireRole(actor, 'reviewer', 'export trajectories')
  const { format = 'text' } = request
  const ids = request.trajectoryIds && [...new Set(request.trajectoryIds)]
  return db.$transaction(async (tx) => {
    const found = await lockReleasable(tx, ids)
    if (ids && found < ids.length) throw new AppError('not_found', 'One of the trajectories does not exist.')
    if (found === 0) throw new AppError('invalid', 'There is no approved trajectory to export.')
    const refused = await findUnreleasable(tx, ids)
    if (refused) throw new AppError('invalid', explain(refused))
    const id = await createRelease(tx, actor.name, format)
    const documents = await freezeItems(tx, id, ids)
    await recordAudit(tx, actor, { action: 'release.request', subject: 'release', subjectId: id, after: { documents } })
    const title = `Export ${documents} ${documents === 1 ? 'trajectory' : 'trajectories'} as ${format}`
    await enqueue(tx, actor, releaseJob, { releaseId: id }, { title, subjectId: id })
    return getReleaseView(tx, id)
  })
}

function explain({ id, repositoryName, state, revision, failing }: Unreleasable): string {
  const what = `Trajectory ${id} of ${repositoryName} cannot be exported`
  if (state !== 'approved' && state !== 'released')
    return `${what}: it is not approved at its newest revision (${stateWords[state]}).`
  return `${what}: the verifier "${failing}" does not hold at revision ${revision}.`
}
