import { currentActor } from '@/lib/auth/session'
import { OpenArchive, openArchive } from '@/lib/dataset/open-archive'
import { parseInput } from '@/lib/http/parse-input'
import { rangedResponse } from '@/lib/http/ranged-response'
import { guarded } from '@/lib/http/route'

/** All files in one stream, which can be gone on with anywhere. */
export const GET = guarded(async (request, context) => {
  const { name, ...archive } = await openArchive(await currentActor(), parseInput(OpenArchive, await context.params))
  return rangedResponse(request, {
    ...archive,
    headers: {
      'content-type': 'application/x-tar',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
})
