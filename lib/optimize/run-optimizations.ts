import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { newestFirst } from '@/lib/trajectory/filter'
import type { Place } from '@/lib/trajectory/place'
import { findSight } from '@/lib/trajectory/store-blind'
import { listPlaces, listRows } from '@/lib/trajectory/store-list'
import { optimizeManyJob } from './job'
import { requestOptimization } from './request-optimization'
import { wasAskedBy } from './store'

const pageSize = 200

export type ManyResult = { asked: number; refused: number; firstRefusal: string | null }

/**
 * Asks for a search of every trajectory under a filter, page by page; what refuses one does not stop the others. Run
 * again after it was killed, it asks for nothing twice.
 */
export async function runOptimizations(payload: unknown, context: JobContext): Promise<ManyResult> {
  const { filter, settings, by } = optimizeManyJob.Payload.parse(payload)
  // Whoever asked had the role then.
  const actor: Actor = by.userId
    ? { kind: 'user', userId: by.userId, name: by.name, role: 'reviewer' }
    : { kind: 'operator', name: by.name }
  const sight = await findSight(db, actor)
  const result: ManyResult = { asked: 0, refused: 0, firstRefusal: null }
  for (let from: Place | undefined; ; ) {
    const places = await listPlaces(db, { filter, sight, sort: newestFirst, from, limit: pageSize })
    const ids = places.map(({ id }) => id)
    for (const { id, head, repositoryName } of await listRows(db, ids)) {
      context.signal.throwIfAborted()
      if (!head || (await wasAskedBy(db, id, context.jobRunId))) continue
      try {
        await requestOptimization(actor, { id, ...settings, askedBy: context.jobRunId })
        result.asked += 1
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        result.refused += 1
        result.firstRefusal ??= `${repositoryName}: ${error.message}`
      }
      await context.report({ done: result.asked + result.refused, unit: 'trajectories' })
    }
    from = places.at(-1)
    if (places.length < pageSize) return result
  }
}
