import { z } from 'zod'

/**
 * What every change may carry that waits in a browser before it is sent: an id of its own, so that the same change sent
 * again, after an answer was lost, is not made again.
 */
export const SentChange = z.object({ change: z.uuid().optional() })

/** The version of the row that the change led to, which may have changed since, and the row as it is now. */
export type Applied<Row> = { version: number; row: Row }
