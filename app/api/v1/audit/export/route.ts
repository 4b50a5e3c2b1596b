import { Readable } from 'node:stream'
import { AuditFilter } from '@/lib/auth/audit'
import { currentActor } from '@/lib/auth/session'
import { parseInput } from '@/lib/http/parse-input'
import { guarded } from '@/lib/http/route'
import { exportAudit } from '@/lib/review/list-audit'

export const GET = guarded(async (request) => {
  const filter = parseInput(AuditFilter, Object.fromEntries(new URL(request.url).searchParams))
  const lines = await exportAudit(await currentActor(), filter)
  // Node's web streams and the DOM's are the same objects under two declarations.
  const stream = Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream
  return new Response(stream, {
    headers: {
      'content-type': 'application/jsonl',
      'content-disposition': 'attachment; filename="audit.jsonl"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
})
