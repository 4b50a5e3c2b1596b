import { z } from 'zod'
import { Judgement } from '@/lib/trajectory/view'

/** A trajectory whose reviewers differ, with what each said. */
export const Disagreement = z.object({
  trajectoryId: z.string(),
  repositoryName: z.string(),
  revision: z.int(),
  contentHash: z.string(),
  queueId: z.string(),
  queueName: z.string(),
  /** Whether the reader may settle it; else why not. */
  whyNot: z.string().nullable(),
  verdicts: z.array(
    z.object({
      id: z.string(),
      by: z.string(),
      judgement: Judgement,
      reasons: z.array(z.string()),
      reason: z.string().nullable(),
      createdAt: z.string(),
    }),
  ),
})
export type Disagreement = z.infer<typeof Disagreement>
