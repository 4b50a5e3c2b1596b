import type { Actor } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Dataset, titleOf } from '@/lib/dataset/dataset'
import { preflightJob } from '@/lib/dataset/job'
import type { Db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/enqueue'
import { createPreflight } from './store-preflight'

/** Asks for a look through a dataset; `releaseFor` releases it when nobody has to decide about anything. Returns the job. */
export async function startPreflight(
  tx: Db,
  actor: Actor,
  dataset: Dataset,
  { releaseFor }: { releaseFor?: Actor } = {},
): Promise<string> {
  const preflightId = await createPreflight(tx, dataset.id, actor.name)
  await recordAudit(tx, actor, {
    action: 'dataset.preflight',
    subject: 'dataset',
    subjectId: dataset.id,
    after: { preflightId },
  })
  const title = dataset.name === null ? titleOf(dataset) : `Look through ${dataset.name}`
  const job = await enqueue(tx, actor, preflightJob, { preflightId, releaseFor }, { title, subjectId: dataset.id })
  return job.id
}
