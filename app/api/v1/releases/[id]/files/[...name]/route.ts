import { currentActor } from '@/lib/auth/session'
import { OpenReleaseFile, openReleaseFile } from '@/lib/dataset/open-release-file'
import { parseInput } from '@/lib/http/parse-input'
import { rangedResponse } from '@/lib/http/ranged-response'
import { guarded } from '@/lib/http/route'

/** One file, which can be gone on with anywhere. */
const respond = guarded(async (request, context) => {
  const { file, handle } = await openReleaseFile(
    await currentActor(),
    parseInput(OpenReleaseFile, await context.params),
  )
  const name = encodeURIComponent(file.path.split('/').at(-1) ?? file.path)
  let isRead = false
  try {
    return rangedResponse(request, {
      etag: `"${file.sha256}"`,
      bytes: file.bytes,
      headers: {
        'content-type': file.path.endsWith('.json') ? 'application/json' : 'application/jsonl',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
      read: ({ start, end }) => {
        isRead = true
        return end > start ? handle.createReadStream({ start, end: end - 1 }) : handle.createReadStream()
      },
    })
  } finally {
    // Whoever reads closes it.
    if (!isRead) await handle.close()
  }
})

export { respond as GET, respond as HEAD }
