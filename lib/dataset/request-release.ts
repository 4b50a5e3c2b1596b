import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db, longTransaction } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/enqueue'
import { releaseJob } from './job'
import { type Release, ReleaseRequest } from './release'
import { requireReleasable } from './require-releasable'
import { chosen, createRelease, freezeItems, getReleaseView } from './store'
import { loadSplits } from './store-splits'

/**
 * Freezes which trajectories the release holds, each at its head revision, in the order in which they were made, and
 * asks for its files. Only what is approved and passes every verifier can be released. Nobody looks through it: `requestExport`
 * is for those who have not said that it may go out so. What else is noted `within` happens together with it, or not at all.
 */
export function requestRelease(
  actor: Actor,
  request: z.input<typeof ReleaseRequest>,
  within?: (tx: Db) => Promise<unknown>,
): Promise<Release> {
  requireRole(actor, 'reviewer', 'export trajectories')
  const { trajectoryIds, ...wanted } = ReleaseRequest.parse(request)
  const { format, settings, against } = wanted
  const ids = trajectoryIds && [...new Set(trajectoryIds)]
  return db.$transaction(async (tx) => {
    await requireReleasable(tx, ids, wanted)
    const id = await createRelease(tx, { by: actor.name, format, settings, againstId: against ?? null })
    const documents = await freezeItems(tx, id, ids, await loadSplits(tx, chosen(ids), settings.splits))
    await recordAudit(tx, actor, {
      action: 'release.request',
      subject: 'release',
      subjectId: id,
      after: { documents, format, settings, isUnchecked: true },
    })
    const title = `Export ${documents} ${documents === 1 ? 'trajectory' : 'trajectories'} as ${format}`
    await enqueue(tx, actor, releaseJob, { releaseId: id }, { title, subjectId: id })
    await within?.(tx)
    return getReleaseView(tx, id)
  }, longTransaction)
}
