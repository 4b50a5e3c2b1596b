import { Readable } from 'node:stream'
import { currentActor } from '@/lib/auth/session'
import { OpenReleaseFile, openReleaseFile } from '@/lib/dataset/open-release-file'
import type { ReleaseFile } from '@/lib/dataset/release'
import { parseInput } from '@/lib/http/parse-input'
import { guarded } from '@/lib/http/route'

type Context = Parameters<ReturnType<typeof guarded>>[1]

async function openFile(context: Context) {
  return openReleaseFile(await currentActor(), parseInput(OpenReleaseFile, await context.params))
}

function headersOf(file: ReleaseFile): HeadersInit {
  const name = encodeURIComponent(file.path.split('/').at(-1) ?? file.path)
  return {
    'content-type': file.path.endsWith('.json') ? 'application/json' : 'application/jsonl',
    'content-length': String(file.bytes),
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
}

export const GET = guarded(async (_request, context) => {
  const { file, handle } = await openFile(context)
  const stream = Readable.toWeb(handle.createReadStream())
  // Node's web streams and the DOM's are the same objects under two declarations.
  return new Response(stream as ReadableStream, { headers: headersOf(file) })
})

export const HEAD = guarded(async (_request, context) => {
  const { file, handle } = await openFile(context)
  await handle.close()
  return new Response(null, { headers: headersOf(file) })
})
