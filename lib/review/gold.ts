import { z } from 'zod'
import { Judgement } from '@/lib/trajectory/view'

export const GoldSample = z.object({
  trajectoryId: z.string(),
  repositoryName: z.string(),
  judgement: Judgement,
  reason: z.string().nullable(),
  by: z.string(),
  createdAt: z.string(),
  /** How many reviewers have judged it, and how many of them rightly. */
  judged: z.int(),
  right: z.int(),
})
export type GoldSample = z.infer<typeof GoldSample>

export const MarkGold = z.object({
  id: z.uuid(),
  judgement: Judgement,
  reason: z.string().trim().max(10_000).optional(),
})
export const UnmarkGold = z.object({ id: z.uuid() })
export const ListGold = z.object({})
