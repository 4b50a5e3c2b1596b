import { z } from 'zod'
import { Judgement, type TrajectoryState, VerdictView } from '@/lib/trajectory/view'

/** A person's judgement of one revision; to reject or to return needs a reason. */
export const SubmitVerdict = z.object({
  id: z.uuid(),
  revision: z.int().min(1),
  judgement: Judgement,
  reason: z.string().trim().max(10_000).optional(),
})

export const WithdrawVerdict = z.object({ id: z.uuid(), revision: z.coerce.number().int().min(1) })

export const ListVerdicts = z.object({
  id: z.uuid(),
  /** The id of the last verdict of the page before. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const Verdict = VerdictView.extend({ id: z.string(), trajectoryId: z.string() })

export const VerdictPage = z.object({ rows: z.array(Verdict), next: z.string().nullable() })

export type SubmitVerdict = z.infer<typeof SubmitVerdict>
export type WithdrawVerdict = z.infer<typeof WithdrawVerdict>
export type Verdict = z.infer<typeof Verdict>
export type VerdictPage = z.infer<typeof VerdictPage>

const states = { approve: 'approved', reject: 'rejected', return: 'returned' } as const

/** The state of a trajectory whose head revision was judged so last; a draft when it was not judged. */
export function stateAfter(judgement: Judgement | undefined): TrajectoryState {
  return judgement ? states[judgement] : 'draft'
}
