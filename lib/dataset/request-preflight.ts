import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import type { GetDataset } from './dataset'
import { preflightJob } from './job'
import { lockDataset } from './store-datasets'
import { createPreflight, hasRunningPreflight } from './store-preflight'

/** Asks for a look through everything that the dataset holds; decisions of earlier looks stay. */
export function requestPreflight(actor: Actor, { id }: z.infer<typeof GetDataset>): Promise<{ jobId: string }> {
  requireRole(actor, 'reviewer', 'look through datasets')
  return db.$transaction(async (tx) => {
    const dataset = await lockDataset(tx, id)
    if (await hasRunningPreflight(tx, id))
      throw new AppError('conflict', 'The dataset is being looked through already: wait for it, or cancel it.')
    const preflightId = await createPreflight(tx, id, actor.name)
    await recordAudit(tx, actor, {
      action: 'dataset.preflight',
      subject: 'dataset',
      subjectId: id,
      after: { preflightId },
    })
    const job = await enqueue(
      tx,
      actor,
      preflightJob,
      { preflightId },
      { title: `Look through ${dataset.name}`, subjectId: id },
    )
    return { jobId: job.id }
  })
}
