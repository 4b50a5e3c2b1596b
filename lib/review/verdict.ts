import { z } from 'zod'
import { Judgement, TrajectoryState, VerdictView } from '@/lib/trajectory/view'
import { SentChange } from './change'

/** A person's judgement of one revision; the policy says which of them need a reason. */
export const SubmitVerdict = SentChange.extend({
  id: z.uuid(),
  revision: z.int().min(1),
  /** Of the revision as it was read; refused when it says something else by now. */
  contentHash: z.string().optional(),
  judgement: Judgement,
  /** Those picked from the list, in words. */
  reasons: z.array(z.string().trim().min(1).max(200)).max(20).optional(),
  reason: z.string().trim().max(10_000).optional(),
})

export const WithdrawVerdict = z.object({ id: z.uuid(), revision: z.coerce.number().int().min(1) })

export const ListVerdicts = z.object({
  id: z.uuid(),
  /** The id of the last verdict of the page before. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const Verdict = VerdictView.extend({
  id: z.string(),
  trajectoryId: z.string(),
  contentHash: z.string(),
  reasons: z.array(z.string()),
})

export const VerdictPage = z.object({ rows: z.array(Verdict), next: z.string().nullable() })

export const mostWaitingCounted = 1000

/** Trajectories that wait for a verdict: drafts and what was returned, counted up to `mostWaitingCounted`. */
export const Waiting = z.object({ count: z.int() })

/** The state that a trajectory is in after a verdict was taken back. */
export const Withdrawal = z.object({ trajectoryId: z.string(), revision: z.int(), state: TrajectoryState })

export type SubmitVerdict = z.infer<typeof SubmitVerdict>
export type WithdrawVerdict = z.infer<typeof WithdrawVerdict>
export type Waiting = z.infer<typeof Waiting>
export type Withdrawal = z.infer<typeof Withdrawal>
export type Verdict = z.infer<typeof Verdict>
export type VerdictPage = z.infer<typeof VerdictPage>
