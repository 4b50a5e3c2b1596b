import { Readable } from 'node:stream'
import { currentActor } from '@/lib/auth/session'
import { OpenArchive, openArchive } from '@/lib/dataset/open-archive'
import { parseInput } from '@/lib/http/parse-input'
import { guarded } from '@/lib/http/route'

/** One stream; `Range` goes on with one that broke off, if the content is still the same (`If-Range`). */
export const GET = guarded(async (request, context) => {
  const { id } = await context.params
  const actor = await currentActor()
  const whole = await openArchive(actor, parseInput(OpenArchive, { id }))
  const isSame = [null, whole.etag].includes(request.headers.get('if-range'))
  const range = isSame ? request.headers.get('range') : null
  const opened = range === null ? whole : await openArchive(actor, parseInput(OpenArchive, { id, range }))
  const headers = {
    'content-type': 'application/x-tar',
    'content-disposition': `attachment; filename="${opened.name}"`,
    'accept-ranges': 'bytes',
    etag: opened.etag,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
  if (!opened.range)
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${opened.bytes}` } })
  const { start, end } = opened.range
  // Node's web streams and the DOM's are the same objects under two declarations.
  const body = Readable.toWeb(Readable.from(opened.read(), { objectMode: false })) as ReadableStream
  const part: Record<string, string> = opened.isPart
    ? { 'content-range': `bytes ${start}-${end - 1}/${opened.bytes}` }
    : {}
  return new Response(body, {
    status: opened.isPart ? 206 : 200,
    headers: { ...headers, ...part, 'content-length': String(end - start) },
  })
})
