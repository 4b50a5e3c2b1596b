import { z } from 'zod'
import { type VerifierName, type Verifiers, verifierNames } from '@/lib/trajectory/verifiers'
import { Judgement } from '@/lib/trajectory/view'

/** What every verdict is held to. */
export const ReviewPolicy = z.object({
  /** Judgements that need a reason: one of the list, or words. */
  needReason: z.array(Judgement).default(['reject', 'return']),
  /** Verifiers that have to hold before a revision can be approved. */
  verifiers: z.array(z.enum(verifierNames)).default([...verifierNames]),
  /** Whether people may judge what they have changed themselves. */
  allowsSelfReview: z.boolean().default(true),
})
export type ReviewPolicy = z.infer<typeof ReviewPolicy>

/** A reason that people may pick. */
export const VerdictReason = z.object({
  id: z.string(),
  judgement: Judgement,
  text: z.string(),
  isArchived: z.boolean(),
})
export type VerdictReason = z.infer<typeof VerdictReason>

/** What the dialog of a verdict needs to know. */
export const ReviewRules = z.object({ policy: ReviewPolicy, reasons: z.array(VerdictReason) })
export type ReviewRules = z.infer<typeof ReviewRules>

const verbs: Record<Judgement, string> = { approve: 'approve', reject: 'reject', return: 'return' }

/** Why a verdict without enough reasons is refused; undefined when it may be given. */
export function whyReasonNeeded(
  policy: ReviewPolicy,
  judgement: Judgement,
  given: { reasons: readonly string[]; reason: string | null },
): string | undefined {
  if (!policy.needReason.includes(judgement) || given.reasons.length > 0 || given.reason) return undefined
  return `Say why: to ${verbs[judgement]} a trajectory needs a reason.`
}

/** The first verifier that has to hold before this can be approved, and does not. */
export function findFailing(policy: ReviewPolicy, verifiers: Verifiers): VerifierName | undefined {
  return verifierNames.find((name) => policy.verifiers.includes(name) && verifiers[name].holds === false)
}
