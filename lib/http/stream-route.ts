import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { currentActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { parseInput } from './parse-input'
import { guarded, requireSameOrigin } from './route'

export type Telling = { signal: AbortSignal; tell: (progress: unknown) => void }

/**
 * A route handler from an operation that takes a while and tells how it goes. The answer is lines of JSON: any number
 * of `{progress}`, then `{result}` or `{error: {code, message}}`. The input is the query and the path parameters. Whoever
 * goes away aborts the signal.
 */
export function streamRoute<Input extends z.ZodType, Output>(
  Input: Input,
  operation: (actor: Actor, input: z.infer<Input>, telling: Telling) => Promise<Output>,
) {
  return guarded(async (request, context) => {
    requireSameOrigin(request)
    const actor = await currentActor()
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const input = parseInput(Input, { ...query, ...(await context.params) })
    const gone = new AbortController()
    const encoder = new TextEncoder()
    const signal = AbortSignal.any([request.signal, gone.signal])
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        const send = (line: unknown) => {
          if (!signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
        }
        const last = await operation(actor, input, { signal, tell: (progress) => send({ progress }) }).then(
          (result) => ({ result }),
          (error) => ({ error: explain(error, request, signal) }),
        )
        send(last)
        if (!gone.signal.aborted) controller.close()
      },
      cancel: () => gone.abort(),
    })
    const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
    return new Response(stream, { headers })
  })
}

function explain(error: unknown, request: Request, signal: AbortSignal) {
  if (error instanceof AppError) return { code: error.code, message: error.message }
  if (!signal.aborted) console.error(request.method, new URL(request.url).pathname, error)
  return { code: 'internal', message: 'Something went wrong.' }
}
