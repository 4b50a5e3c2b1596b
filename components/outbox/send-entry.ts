import { z } from 'zod'
import type { Entry, Outcome } from './entry'

const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

const unreachable: Outcome = { kind: 'unreachable', code: 'unavailable', message: 'Retrace does not answer.' }

/** Sends an entry as the person whose it is; the server refuses it when somebody else is signed in by now. */
export async function sendEntry(entry: Entry, ask: typeof fetch = fetch): Promise<Outcome> {
  const response = await ask(entry.path, {
    method: entry.method,
    headers: { 'content-type': 'application/json', 'retrace-person': entry.userId },
    body: JSON.stringify({ ...entry.body, change: entry.id }),
  }).catch(() => undefined)
  if (!response) return unreachable
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body === undefined ? unreachable : { kind: 'sent', result: body }
  const { code, message } = ErrorBody.safeParse(body).data?.error ?? {
    code: 'unavailable',
    message: `Retrace answered ${response.status}.`,
  }
  if (response.status === 409) return readTheirs(entry, message, ask)
  if (response.status === 401 || response.status === 429 || response.status === 408 || response.status > 500)
    return { kind: 'unreachable', code, message }
  return { kind: response.status === 500 ? 'failed' : 'refused', code, message }
}

async function readTheirs(entry: Entry, message: string, ask: typeof fetch): Promise<Outcome> {
  if (!entry.merge) return { kind: 'conflict', message, theirs: null }
  const response = await ask(entry.merge.readPath).catch(() => undefined)
  if (!response?.ok) return unreachable
  return { kind: 'conflict', message, theirs: await response.json().catch(() => null) }
}
