import { z } from 'zod'

/** As much of an answer as answers the same question again. */
export const StoredAnswer = z.object({
  text: z.string(),
  reasoning: z.string(),
  toolCalls: z.array(z.object({ id: z.string(), name: z.string(), arguments: z.string() })),
  finishReason: z.string(),
})
export type StoredAnswer = z.infer<typeof StoredAnswer>
