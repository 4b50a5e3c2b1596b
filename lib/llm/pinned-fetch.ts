import type { LookupAddress, LookupOptions } from 'node:dns'
import { isIP } from 'node:net'
import { Agent, fetch as undiciFetch } from 'undici'
import { AppError } from '@/lib/errors'
import type { ResolveHost } from '@/lib/http/resolve-host'

const maxResponseBytes = 8 << 20

/** Which hosts may be reached, and which of them also in clear text. */
export type Reach = { resolve: ResolveHost; allowsClearText: (host: string) => boolean }

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * A `fetch` that asks `resolve` for the addresses whenever it connects and connects to no others, follows no
 * redirect, sends nothing in clear text unless that is allowed, and reads no answer beyond the limit.
 */
export function openPinnedFetch(reach: Reach, maxBytes = maxResponseBytes): Fetch {
  const agent = new Agent({
    connect: { lookup: pinTo(reach.resolve), timeout: 10_000 },
    // Time limits are those of each call.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 10_000,
  })
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    await requireReach(url, reach)
    const response = await undiciFetch(url, {
      method: init?.method,
      headers: [...new Headers(init?.headers)],
      body: typeof init?.body === 'string' ? init.body : undefined,
      signal: init?.signal,
      redirect: 'manual',
      dispatcher: agent,
    })
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel()
      throw new AppError('invalid', `${url.host} redirects elsewhere: give the address that answers itself.`)
    }
    const { status, statusText, headers, body } = response
    return new Response(limited(body, maxBytes), { status, statusText, headers: [...headers] })
  }
}

/** An address in place of a name is not looked up when a connection is made. */
async function requireReach(url: URL, { resolve, allowsClearText }: Reach): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) await resolve(host)
  if (url.protocol === 'https:' || allowsClearText(host)) return
  throw new AppError('invalid', `${url.host} is used over https only, unless an operator names it.`)
}

type LookedUp = (error: Error | null, addresses: string | LookupAddress[], family?: number) => void

function pinTo(resolve: ResolveHost) {
  return (host: string, options: LookupOptions, answer: LookedUp): void => {
    resolve(host).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }))
        if (options.all) answer(null, found)
        else answer(null, found[0]?.address ?? '', found[0]?.family)
      },
      (error) => answer(error instanceof Error ? error : new Error(String(error)), ''),
    )
  }
}

type Body = Awaited<ReturnType<typeof undiciFetch>>['body']

function limited(body: Body, maxBytes: number): ReadableStream<Uint8Array> | null {
  let left = maxBytes
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength
      if (left < 0) throw new AppError('invalid', `The answer is larger than ${maxBytes >> 20} MiB.`)
      controller.enqueue(chunk)
    },
  })
  // Node's web streams and the DOM's are the same objects under two declarations.
  return (body as ReadableStream<Uint8Array> | null)?.pipeThrough(counter) ?? null
}
