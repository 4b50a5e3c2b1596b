import { z } from 'zod'

const Seen = z.object({
  id: z.uuid(),
  /** The revision that the asker saw. */
  revision: z.int().min(1),
})

/** Steps get thoughts that are there already: candidates, won or lost, or thoughts of earlier revisions. */
export const AdoptRequest = Seen.extend({
  choices: z
    .array(z.object({ stepId: z.uuid(), thoughtId: z.uuid() }))
    .min(1)
    .max(10_000),
})

/** All steps get the thoughts that they had at an earlier revision. */
export const ReturnRequest = Seen.extend({ to: z.int().min(1) })

/** A step gets a thought that a person has written. */
export const ThoughtRequest = Seen.extend({
  stepId: z.uuid(),
  text: z
    .string()
    .max(20_000)
    .refine((text) => text.trim() !== '', 'A thought says something.')
    .transform((text) => `${text.replace(/\r\n?/g, '\n').trim()}\n`),
  /** What measures it once it is saved; that of the last search when absent. */
  scorer: z.string().min(1).optional(),
})

/** Findings that were declined wait for a person again. */
export const ReopenRequest = z.object({
  id: z.uuid(),
  optimizationId: z.uuid(),
  stepIds: z.array(z.uuid()).min(1).max(10_000),
})

/** What a person makes of what a search has found. */
export const DecideRequest = Seen.extend({
  optimizationId: z.uuid(),
  decisions: z
    .array(z.object({ stepId: z.uuid(), isAccepted: z.boolean() }))
    .min(1)
    .max(10_000),
})
