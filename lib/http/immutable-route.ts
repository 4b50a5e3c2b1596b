import { NextResponse } from 'next/server'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { currentActor } from '@/lib/auth/session'
import { parseInput } from './parse-input'
import { guarded } from './route'

const yearSeconds = 31_536_000

/**
 * A `GET` handler for what never changes, as long as the input is the same: the browser keeps the answer, nobody in between
 * does. Who asks again with its tag is told that nothing changed, after the operation has said that they may know.
 */
export function immutableRoute<Input extends z.ZodType, Output>(
  Input: Input,
  operation: (actor: Actor, input: z.infer<Input>) => Promise<Output>,
  tagOf: (input: z.infer<Input>) => string,
) {
  return guarded(async (request, context) => {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const input = parseInput(Input, { ...query, ...(await context.params) })
    const output = await operation(await currentActor(), input)
    const tag = `"${tagOf(input)}"`
    const headers = { 'cache-control': `private, max-age=${yearSeconds}, immutable`, etag: tag }
    if (request.headers.get('if-none-match') === tag) return new NextResponse(null, { status: 304, headers })
    return NextResponse.json(output, { headers })
  })
}
