import { get } from 'node:https'
import { isIP } from 'node:net'
import { AppError } from '@/lib/errors'
import type { ResolveHost } from '@/lib/http/resolve-host'

/** Where a git server really answers, after redirects, and at which checked addresses. */
export type Endpoint = { url: string; host: string; port: number; addresses: string[] }

const maxRedirects = 5
const timeoutMs = 20_000
const suffix = '/info/refs'
const query = '?service=git-upload-pack'

/**
 * Asks the server for its references and follows redirects itself, so that every host on the way is checked before
 * anything is sent to it; git is then told not to follow any. `ca` replaces the trusted certificates.
 */
export async function findEndpoint(
  fetchUrl: string,
  resolve: ResolveHost,
  signal: AbortSignal,
  ca?: string,
): Promise<Endpoint> {
  let url = new URL(`${fetchUrl}${suffix}${query}`)
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const addresses = await resolve(host)
    const { status, location } = await ask(url, addresses, signal, ca)
    if (status >= 300 && status < 400 && location) {
      url = redirected(url, location)
      continue
    }
    refuse(status, url.host)
    const base = `${url.origin}${url.pathname.slice(0, -suffix.length)}`
    return { url: base, host, port: Number(url.port || 443), addresses }
  }
  throw new AppError('unavailable', `${url.host} redirects without end.`)
}

function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined
  if (to?.protocol !== 'https:') throw new AppError('invalid', `${from.host} redirects away from https.`)
  if (!to.pathname.endsWith(suffix)) {
    throw new AppError('not_found', `${from.host} has no public repository there: it does not exist or is private.`)
  }
  return to
}

function refuse(status: number, host: string): void {
  if (status === 200) return
  if (status === 401 || status === 403 || status === 404 || status === 410) {
    throw new AppError('not_found', `${host} has no public repository there: it does not exist or is private.`)
  }
  throw new AppError('unavailable', `${host} answered with HTTP status ${status}. Try again later.`)
}

type Answer = { status: number; location: string | undefined }

function ask(url: URL, addresses: string[], signal: AbortSignal, ca: string | undefined): Promise<Answer> {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  const [first] = found
  return new Promise((resolve, reject) => {
    const request = get(url, {
      ca,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: { 'user-agent': 'git/2 (Retrace)', 'git-protocol': 'version=2' },
      // Connects to the addresses that were checked, and to no other.
      lookup: (_host, options, answer) =>
        options.all ? answer(null, found) : answer(null, first?.address ?? '', first?.family),
    })
    request.on('response', (response) => {
      response.destroy()
      resolve({ status: response.statusCode ?? 0, location: response.headers.location })
    })
    request.on('error', (cause) => {
      if (signal.aborted) return reject(signal.reason)
      reject(new AppError('unavailable', `${url.host} could not be reached: ${cause.message}.`, { cause }))
    })
  })
}
