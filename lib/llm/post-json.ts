import { openClient } from './client'
import { type AnyEndpoint, hostOf } from './endpoint'
import { explainFailure } from './exchange'
import type { Fetch } from './pinned-fetch'
import type { ServerError } from './server-error'

/** What a server answered, unread; or why there is no answer. */
export type Posted =
  | { outcome: 'ok'; value: unknown; latencyMs: number }
  | (ServerError & { latencyMs: number; isSent: boolean })

export type Requested = {
  method: 'get' | 'post'
  /** Whole: servers have further addresses beside the one that an endpoint is given with. */
  url: string
  body?: unknown
}

/**
 * Sends one request to the endpoint's server, with its key, within its time limit. Never throws for what a server or a
 * network does. `isSent` tells that the server may have worked on it.
 */
export async function postJson(
  endpoint: AnyEndpoint,
  { method, url, body }: Requested,
  signal: AbortSignal,
  fetch?: Fetch,
): Promise<Posted> {
  const startedAt = Date.now()
  const late = AbortSignal.timeout(endpoint.timeoutMs)
  const within = AbortSignal.any([signal, late])
  const spent = () => ({ latencyMs: Date.now() - startedAt })
  try {
    within.throwIfAborted()
    const value = await openClient(endpoint, fetch)[method]<unknown>(url, { body, signal: within })
    within.throwIfAborted()
    if (typeof value === 'object' && value !== null) return { ...spent(), outcome: 'ok', value }
    const sentence = `${hostOf(endpoint.baseUrl)} answered with something that is not JSON.`
    return { ...spent(), outcome: 'malformed', sentence, isSent: true }
  } catch (error) {
    const failure = explainFailure(error, endpoint, { signal, late })
    return { ...spent(), ...failure, isSent: failure.outcome === 'canceled' || failure.outcome === 'timeout' }
  }
}
