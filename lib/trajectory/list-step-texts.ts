import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { StepText } from './comparison'
import { listStepTextRows } from './store-comparison'

const mostSteps = 200

export const ListStepTexts = z
  .object({
    /** The trajectory's. */
    id: z.uuid(),
    revision: z.coerce.number().int().min(1),
    /** Positions; both ends are included. */
    from: z.coerce.number().int().min(0),
    to: z.coerce.number().int().min(0),
  })
  .refine(({ from, to }) => to >= from && to - from < mostSteps, `Ask for at most ${mostSteps} steps at once.`)

/** A window of what the steps of a trajectory say at a revision; steps without words are left out. */
export async function listStepTexts(
  actor: Actor,
  { id, ...window }: z.infer<typeof ListStepTexts>,
): Promise<StepText[]> {
  requireRole(actor, 'viewer', 'see trajectories')
  return listStepTextRows(db, id, window)
}
