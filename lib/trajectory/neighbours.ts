import { z } from 'zod'

/** Where a trajectory stands in a list; what is null is at an end, or too far in to be counted. */
export const Neighbours = z.object({
  previous: z.string().nullable(),
  next: z.string().nullable(),
  position: z.int().nullable(),
  count: z.int().nullable(),
})
export type Neighbours = z.infer<typeof Neighbours>
