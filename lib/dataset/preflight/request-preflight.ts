import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import type { GetDataset } from '@/lib/dataset/dataset'
import { lockDataset } from '@/lib/dataset/store-datasets'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { startPreflight } from './start-preflight'
import { hasRunningPreflight } from './store-preflight'

/** Asks for a look through everything that the dataset holds; decisions of earlier looks stay. */
export function requestPreflight(actor: Actor, { id }: z.infer<typeof GetDataset>): Promise<{ jobId: string }> {
  requireRole(actor, 'reviewer', 'look through datasets')
  return db.$transaction(async (tx) => {
    const dataset = await lockDataset(tx, id)
    if (await hasRunningPreflight(tx, id))
      throw new AppError('conflict', 'The dataset is being looked through already: wait for it, or cancel it.')
    return { jobId: await startPreflight(tx, actor, dataset) }
  })
}
