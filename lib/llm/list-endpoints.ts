import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { CallSum } from './call'
import { type AnyEndpointView, EndpointView, ScorerView } from './endpoint'
import { findTestedEnvironmentEndpoint, findTestedEnvironmentScorer, viewOf } from './get-endpoint'
import { listEndpointRows } from './store'
import { sumMonth } from './store-calls'

export const ListEndpoints = z.object({})

/** An endpoint with what its calls come to since the beginning of the month. */
export const ListedEndpoint = EndpointView.extend({ month: CallSum })
export type ListedEndpoint = z.infer<typeof ListedEndpoint>

export const ListedScorer = ScorerView.extend({ month: CallSum })
export type ListedScorer = z.infer<typeof ListedScorer>

const noCalls: CallSum = { calls: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0, microdollars: 0, byOutcome: {} }

/**
 * The models that write: the environment's first, then the others by name. Everybody who is signed in sees them; nobody
 * sees a key.
 */
export async function listEndpoints(_actor: Actor, _input: z.infer<typeof ListEndpoints>): Promise<ListedEndpoint[]> {
  const [given, kept] = await Promise.all([findTestedEnvironmentEndpoint(), listEndpointRows(db, 'openai-compatible')])
  return withMonth([...(given ? [viewOf(given)] : []), ...kept.map(({ view }) => view)])
}

/** The scorers, likewise. */
export async function listScorers(_actor: Actor, _input: z.infer<typeof ListEndpoints>): Promise<ListedScorer[]> {
  const [given, kept] = await Promise.all([findTestedEnvironmentScorer(), listEndpointRows(db, 'scorer')])
  return withMonth([...(given ? [viewOf(given)] : []), ...kept.map(({ view }) => view)])
}

async function withMonth<View extends AnyEndpointView>(views: View[]): Promise<(View & { month: CallSum })[]> {
  const months = await sumMonth(
    db,
    views.map(({ id }) => id),
  )
  return views.map((view) => ({ ...view, month: months.get(view.id) ?? noCalls }))
}
