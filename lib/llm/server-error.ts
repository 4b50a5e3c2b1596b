import { APIError } from 'openai'
import { AppError } from '@/lib/errors'
import type { RefusedPart } from './capabilities'
import type { WireRequest } from './chat-request'
import type { FailureKind } from './reply'

export type ServerError = {
  outcome: FailureKind
  sentence: string
  /** How long the server asks to be left alone. */
  retryAfterMs?: number
  /** An optional part of the request that it does not take. */
  refusedPart?: RefusedPart
}

/** What an error of a call means, in words that name the host and never the key. */
export function explainError(error: unknown, host: string, wire?: WireRequest): ServerError {
  const own = findCause(error, (cause) => cause instanceof AppError)
  if (own instanceof AppError)
    return { outcome: own.code === 'invalid' ? 'rejected' : 'unavailable', sentence: own.message }
  if (error instanceof SyntaxError) return { outcome: 'malformed', sentence: `${host} answered with broken JSON.` }
  if (error instanceof APIError && error.status !== undefined) return explainStatus(error, error.status, host, wire)
  const words = wordsOf(error)
  return { outcome: 'unavailable', sentence: `${host} could not be reached${words && `: ${words}`}.` }
}

function explainStatus(error: APIError, status: number, host: string, wire?: WireRequest): ServerError {
  const words = saidBy(error)
  const said = words && ` It says: ${words}`
  if (status === 429 && /insufficient_quota|billing/i.test(`${error.code} ${words}`))
    return { outcome: 'rejected', sentence: `The account at ${host} has no credit left.${said}` }
  if (status === 429) {
    const retryAfterMs = readRetryAfter(error.headers)
    return { outcome: 'rate_limited', sentence: `${host} takes no more requests at the moment.${said}`, retryAfterMs }
  }
  if (status >= 500 || status === 408 || status === 409) {
    const retryAfterMs = readRetryAfter(error.headers)
    return { outcome: 'unavailable', sentence: `${host} answered with HTTP status ${status}.${said}`, retryAfterMs }
  }
  const reason = rejections[status] ?? `refuses the request with HTTP status ${status}.`
  return {
    outcome: 'rejected',
    sentence: `${host} ${reason}${said}`,
    refusedPart: wire && findRefusedPart(words, wire),
  }
}

const rejections: Record<number, string> = {
  401: 'does not accept the key.',
  403: 'does not allow this with the key.',
  404: 'has no such model, or does not answer at this address.',
  413: 'finds the request too long.',
}

type Test = [RefusedPart, RegExp, (wire: WireRequest) => boolean]

const tests: Test[] = [
  [
    'json_schema',
    /response_format|json_schema|guided|grammar|schema/i,
    (wire) => wire.response_format?.type === 'json_schema',
  ],
  ['json_object', /response_format|json_object|json mode/i, (wire) => wire.response_format?.type === 'json_object'],
  ['max_tokens', /max_completion_tokens/i, (wire) => wire.max_tokens !== undefined],
  ['stream_options', /stream_options|include_usage/i, (wire) => wire.stream_options !== undefined],
  ['temperature', /temperature/i, (wire) => wire.temperature !== undefined],
  ['top_p', /top_p/i, (wire) => wire.top_p !== undefined],
  ['seed', /\bseed\b/i, (wire) => wire.seed !== undefined],
]

function findRefusedPart(words: string, wire: WireRequest): RefusedPart | undefined {
  return tests.find(([, pattern, isSent]) => pattern.test(words) && isSent(wire))?.[0]
}

/** `Retry-After` in seconds or as a date, or `retry-after-ms`. */
export function readRetryAfter(headers: Headers | undefined, now = Date.now()): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(ms)) return Math.max(0, ms)
  const value = headers?.get('retry-after')
  if (!value) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** The server's own words, which come in several shapes, as one line. */
function saidBy(error: APIError): string {
  const body = error.error as unknown
  const words = findText(body, ['message', 'detail', 'error']) ?? error.message
  const line = words.replaceAll(/\s+/g, ' ').trim().slice(0, 300)
  return /[^.!?]$/.test(line) ? `${line}.` : line
}

function findText(value: unknown, names: string[]): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return JSON.stringify(value)
  const found = names.map((name) => (value as Record<string, unknown>)[name]).find(Boolean)
  return found === undefined ? undefined : findText(found, names)
}

/** The innermost reason of a failed connection, such as ECONNREFUSED. */
function wordsOf(error: unknown): string {
  let words = ''
  findCause(error, (cause) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (cause instanceof Error) words = typeof code === 'string' ? code : cause.message || words
    return false
  })
  return words.replace(/\.$/, '')
}

function findCause(error: unknown, matches: (cause: unknown) => boolean): unknown {
  for (let cause = error, depth = 0; cause && depth < 8; depth++) {
    if (matches(cause)) return cause
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return undefined
}
