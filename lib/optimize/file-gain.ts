import { z } from 'zod'

/** What the newest search of a file, in any trajectory of the snapshot, made of its targets: sums in nats. */
export const FileGain = z.object({ path: z.string(), beforeNats: z.number(), afterNats: z.number() })

export type FileGain = z.infer<typeof FileGain>
