import { z } from 'zod'

/**
 * What each token of a step's target costs, in nats: without any thought, with the thought that the search began with,
 * and with the one it ended at. All arrays are equally long.
 */
export const Heat = z.object({
  path: z.string(),
  text: z.string(),
  /** Where each token begins in the text, in UTF-16 code units. */
  starts: z.array(z.int()),
  baseline: z.array(z.number()),
  before: z.array(z.number()),
  after: z.array(z.number()),
  scorer: z.string(),
  isEmbedded: z.boolean(),
})

export type Heat = z.infer<typeof Heat>

export const GetHeat = z.object({ optimizationId: z.uuid(), stepId: z.uuid() })

type Costs = { starts: Uint32Array; nats: Float32Array }

/**
 * The costs by token of other borders: each goes to the token that it begins in. Engines may cut the first token of a
 * target otherwise after another thought; sums stay the same.
 */
export function costsAt(starts: Uint32Array, costs: Costs): number[] {
  const gathered = new Array<number>(starts.length).fill(0)
  let at = 0
  for (const [index, start] of costs.starts.entries()) {
    while (at + 1 < starts.length && (starts[at + 1] ?? 0) <= start) at += 1
    gathered[at] = (gathered[at] ?? 0) + (costs.nats[index] ?? 0)
  }
  return gathered
}
