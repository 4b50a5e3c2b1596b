import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { ReviewPolicy } from './policy'
import { readPolicyRow, writePolicyRow } from './store-policy'

/** Holds verdicts from now on to this; those that were given stay. */
export function savePolicy(actor: Actor, policy: ReviewPolicy): Promise<ReviewPolicy> {
  requireRole(actor, 'admin', 'change how trajectories are judged')
  return db.$transaction(async (tx) => {
    const before = await readPolicyRow(tx)
    const after = ReviewPolicy.parse(policy)
    await writePolicyRow(tx, after)
    await recordAudit(tx, actor, { action: 'review-policy.change', subject: 'review-policy', before, after })
    return after
  })
}
