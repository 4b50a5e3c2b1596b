import { z } from 'zod'

/** An archive that has been received; `source` is what an import is asked for with. */
export const Upload = z.object({ id: z.string(), name: z.string(), bytes: z.number(), source: z.string() })

export type Upload = z.infer<typeof Upload>
