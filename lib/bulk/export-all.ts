import type { Actor } from '@/lib/auth/actor'
import { requestExport } from '@/lib/dataset/export/request-export'
import type { ReleaseFormat } from '@/lib/dataset/formats/settings'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { type BulkOutcome, mostExported } from './bulk'
import { getBulkView, listWork, settleItems } from './store'

export type Exporting = { bulkId: string; format: ReleaseFormat; context: JobContext }

/** One export of all that is still as it was when it was chosen; its own jobs look through it and write it. */
export async function exportAll(
  actor: Actor,
  { bulkId, format, context }: Exporting,
): Promise<Record<BulkOutcome, number>> {
  const items = await listWork(db, bulkId, 'waiting', mostExported)
  const isAsItWas = ({ head, revision, state, stateNow }: (typeof items)[number]) =>
    head === revision && stateNow === state
  const [chosen, changed] = [items.filter(isAsItWas), items.filter((item) => !isAsItWas(item))]
  const idsOf = (some: typeof items) => some.map(({ trajectoryId }) => trajectoryId)
  await settleItems(db, bulkId, idsOf(changed), { outcome: 'skipped', why: 'It has changed since it was chosen.' })
  if (chosen.length > 0) {
    const ids = idsOf(chosen)
    // A job that is killed in between and begins again does not make a second one.
    await requestExport(actor, { format, trajectoryIds: ids }, (tx) =>
      settleItems(tx, bulkId, ids, { outcome: 'done', why: null }),
    )
  }
  await context.report({ done: items.length, total: items.length, unit: 'trajectories' })
  return (await getBulkView(db, bulkId)).counts
}
