import { NextResponse } from 'next/server'
import { z } from 'zod'
import { type Actor, userIdOf } from '@/lib/auth/actor'
import { currentActor } from '@/lib/auth/session'
import { AppError, type ErrorCode } from '@/lib/errors'
import { parseInput } from './parse-input'

export const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
}

type Context = { params: Promise<Record<string, string | string[]>> }
type Handler = (request: Request, context: Context) => Promise<Response>

/**
 * A route handler from an operation. The input is the query, the JSON body and the path parameters together, in rising
 * order of trust; it is parsed before the operation sees it. Errors become `{error: {code, message}}`.
 */
export function route<Input extends z.ZodType, Output>(
  Input: Input,
  operation: (actor: Actor, input: z.infer<Input>) => Promise<Output>,
  status = 200,
): Handler {
  return guarded(async (request, context) => {
    requireSameOrigin(request)
    const actor = await currentActor()
    requireSamePerson(request, actor)
    const input = parseInput(Input, { ...readQuery(request), ...(await readBody(request)), ...(await context.params) })
    return NextResponse.json((await operation(actor, input)) ?? null, { status })
  })
}

/** Turns whatever a handler throws into a response; everything that is not an `AppError` is logged once, here. */
export function guarded(handler: Handler): Handler {
  return async (request, context) => {
    try {
      return await handler(request, context)
    } catch (error) {
      if (error instanceof AppError) return errorResponse(error.code, error.message)
      console.error(request.method, new URL(request.url).pathname, error)
      return NextResponse.json({ error: { code: 'internal', message: 'Something went wrong.' } }, { status: 500 })
    }
  }
}

function errorResponse(code: ErrorCode, message: string): Response {
  return NextResponse.json({ error: { code, message } }, { status: statusOf[code] })
}

/** A page of another site must not be able to act with a person's cookie. */
export function requireSameOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none')
    throw new AppError('forbidden', 'The request comes from another site.')
}

/** Changes that waited in a browser say whose they are: they are not made as somebody else who has signed in since. */
function requireSamePerson(request: Request, actor: Actor): void {
  const person = request.headers.get('retrace-person')
  if (person && person !== userIdOf(actor))
    throw new AppError('unauthenticated', 'Somebody else is signed in here by now. Sign in again to send your changes.')
}

function readQuery(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams)
}

const maxBodyBytes = 1 << 20

async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  const text = await request.text()
  if (text.length > maxBodyBytes) throw new AppError('invalid', 'The request is larger than 1 MiB.')
  if (text === '') return {}
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', 'The request is not a JSON object.', { cause })
  }
}
