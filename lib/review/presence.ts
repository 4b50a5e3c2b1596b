import { z } from 'zod'

export const ShowPresence = z.object({ id: z.uuid() })

/** People who have a trajectory open at this moment, the reader left out. */
export const Present = z.array(z.object({ userId: z.string(), name: z.string() }))
export type Present = z.infer<typeof Present>

/** How often an open page says that it is there; who was silent for three times as long is gone. */
export const presenceMs = 15_000
