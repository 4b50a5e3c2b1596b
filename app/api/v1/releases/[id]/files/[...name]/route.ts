import { Readable } from 'node:stream'
import { currentActor } from '@/lib/auth/session'
import { OpenReleaseFile, openReleaseFile } from '@/lib/dataset/open-release-file'
import { parseInput } from '@/lib/http/parse-input'
import { guarded } from '@/lib/http/route'

export const GET = guarded(async (_request, context) => {
  const actor = await currentActor()
  const { file, handle } = await openReleaseFile(actor, parseInput(OpenReleaseFile, await context.params))
  const stream = Readable.toWeb(handle.createReadStream())
  const name = encodeURIComponent(file.path.split('/').at(-1) ?? file.path)
  // Node's web streams and the DOM's are the same objects under two declarations.
  return new Response(stream as ReadableStream, {
    headers: {
      'content-type': file.path.endsWith('.json') ? 'application/json' : 'application/jsonl',
      'content-length': String(file.bytes),
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
})
