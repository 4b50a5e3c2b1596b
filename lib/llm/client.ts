import { OpenAI } from 'openai'
import { allowsPrivateModelHost } from '@/lib/env'
import { resolveAnyHost, resolveModelHost } from '@/lib/http/resolve-host'
import type { Endpoint } from './endpoint'
import { type Fetch, openPinnedFetch } from './pinned-fetch'

let operatorFetch: Fetch | undefined
let guardedFetch: Fetch | undefined

/** The operator's own endpoint may lie anywhere; the others only where everybody, or the operator, says. */
function fetchFor(endpoint: Pick<Endpoint, 'isFixed'>): Fetch {
  operatorFetch ??= openPinnedFetch({ resolve: resolveAnyHost, allowsClearText: () => true })
  guardedFetch ??= openPinnedFetch({ resolve: resolveModelHost, allowsClearText: allowsPrivateModelHost })
  return endpoint.isFixed ? operatorFetch : guardedFetch
}

/** A client that sends the endpoint's key to the endpoint's address and takes nothing from the environment. */
export function openClient(endpoint: Pick<Endpoint, 'isFixed' | 'baseUrl' | 'readKey'>, fetch?: Fetch): OpenAI {
  const key = endpoint.readKey()
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    apiKey: key ?? 'none',
    defaultHeaders: key ? undefined : { authorization: null },
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    // Retries and time limits are ours: they are counted, and shared with the other workers.
    maxRetries: 0,
    timeout: 24 * 3_600_000,
    fetch: fetch ?? fetchFor(endpoint),
  })
}
