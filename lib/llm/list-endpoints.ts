import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { CallSum } from './call'
import { EndpointView } from './endpoint'
import { findTestedEnvironmentEndpoint, viewOf } from './get-endpoint'
import { listEndpointRows } from './store'
import { sumMonth } from './store-calls'

export const ListEndpoints = z.object({})

/** An endpoint with what its calls come to since the beginning of the month. */
export const ListedEndpoint = EndpointView.extend({ month: CallSum })
export type ListedEndpoint = z.infer<typeof ListedEndpoint>

const noCalls: CallSum = { calls: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0, microdollars: 0, byOutcome: {} }

/** The environment's first, then the others by name. Everybody who is signed in sees them; nobody sees a key. */
export async function listEndpoints(_actor: Actor, _input: z.infer<typeof ListEndpoints>): Promise<ListedEndpoint[]> {
  const [given, kept] = await Promise.all([findTestedEnvironmentEndpoint(), listEndpointRows(db)])
  const views = [...(given ? [viewOf(given)] : []), ...kept.map(({ view }) => view)]
  const months = await sumMonth(
    db,
    views.map(({ id }) => id),
  )
  return views.map((view) => ({ ...view, month: months.get(view.id) ?? noCalls }))
}
