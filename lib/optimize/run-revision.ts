import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/enqueue'
import type { JobContext } from '@/lib/jobs/job'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { countTokens } from '@/lib/trajectory/count-tokens'
import { isForeign } from '@/lib/trajectory/foreign'
import { getTrajectoryHead } from '@/lib/trajectory/store'
import { optimizeJob, reviseJob } from './job'
import { OptimizationSettings } from './optimization'
import { createOptimization, getOrigin } from './store'
import { acceptFindings, isSelectedAt, listUncounted, saveTokens } from './store-choices'

/**
 * Makes the revision that a person asked for, and with it what belongs to it. Run again after it was killed, it makes it
 * once. Throws `conflict` when another revision came first.
 */
export async function runRevision(payload: unknown, context: JobContext): Promise<{ revision: number }> {
  const { trajectoryId, base, reason, by, userId, choices, acceptedOf, measure } = reviseJob.Payload.parse(payload)
  const { head, settings: made } = await getTrajectoryHead(db, trajectoryId)
  if (head === base + 1 && (await isSelectedAt(db, choices, head))) return { revision: head }
  for (const { id, text } of await listUncounted(db, choices)) {
    const [tokens = 0] = await countTokens([text], context.signal)
    await saveTokens(db, id, tokens)
  }
  const { number } = await appendRevision({
    trajectoryId,
    base,
    reason,
    by,
    userId,
    selected: choices,
    signal: context.signal,
    async alongside(tx, revision) {
      if (acceptedOf) await acceptFindings(tx, acceptedOf, choices, by)
      // There is no true code that it could make more likely in what another agent made.
      if (!measure || isForeign(made)) return
      const steps = choices.map(({ stepId }) => stepId)
      const settings = OptimizationSettings.parse({ ...measure, rounds: 0, steps })
      const optimizationId = await createOptimization(tx, { trajectoryId, baseRevision: revision, settings })
      const title = `Measure ${(await getOrigin(tx, trajectoryId)).name}`
      await enqueue(tx, operator, optimizeJob, { optimizationId }, { title, subjectId: trajectoryId })
    },
  })
  return { revision: number }
}
