import { Readable } from 'node:stream'
import { currentActor } from '@/lib/auth/session'
import { parseInput } from '@/lib/http/parse-input'
import { guarded } from '@/lib/http/route'
import { exportCandidates } from '@/lib/optimize/export-candidates'
import { GetOptimization } from '@/lib/optimize/get-optimization'

export const GET = guarded(async (_request, context) => {
  const input = parseInput(GetOptimization, await context.params)
  const lines = await exportCandidates(await currentActor(), input)
  // Node's web streams and the DOM's are the same objects under two declarations.
  const stream = Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream
  return new Response(stream, {
    headers: {
      'content-type': 'application/jsonl',
      'content-disposition': `attachment; filename="candidates-${input.optimizationId}.jsonl"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
})
