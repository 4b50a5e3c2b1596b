import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ReviewRules } from './policy'
import { listReasonRows, readPolicyRow } from './store-policy'

export const ReadRules = z.object({})

/** What verdicts are held to, and the reasons that can be picked, archived ones too. */
export async function readRules(actor: Actor, _: z.infer<typeof ReadRules>): Promise<ReviewRules> {
  requireRole(actor, 'viewer', 'see how trajectories are judged')
  return { policy: await readPolicyRow(db), reasons: await listReasonRows(db) }
}
