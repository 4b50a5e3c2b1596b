import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import type { Batch } from '@/lib/repository/batch/batch'
import { BatchRequest, requestBatch } from '@/lib/repository/batch/request-batch'
import { BatchSynthesis } from './batch'
import { embeddedAuthor } from './embedded-author'
import { getAuthorFingerprint } from './open-author'

export const SynthesisBatchRequest = BatchRequest.extend({
  /** How each repository is synthesized once it is imported; left out, they are only imported. */
  synthesis: BatchSynthesis.nullish(),
})

/**
 * Queues a list as one job, its syntheses included: they begin as repositories come in, a few at a time. What no
 * repository of the list could have is refused at once.
 */
export async function requestSynthesisBatch(
  actor: Actor,
  input: z.input<typeof SynthesisBatchRequest>,
): Promise<Batch> {
  const { synthesis, ...request } = SynthesisBatchRequest.parse(input)
  if (!synthesis) return requestBatch(actor, request)
  requireRole(actor, 'reviewer', 'synthesize trajectories')
  await getAuthorFingerprint(synthesis.author)
  if (synthesis.mode === 'free' && synthesis.author === embeddedAuthor.name)
    throw new AppError('invalid', 'In free mode a model decides what to do: choose a model endpoint as the author.')
  if (synthesis.mode === 'history' && request.depth < 2)
    throw new AppError('invalid', 'This mode needs history: import the list with a depth of 2 or more.')
  return requestBatch(actor, request, synthesis)
}
