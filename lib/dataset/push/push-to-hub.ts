import { openAsBlob } from 'node:fs'
import { commitIter, createRepo, HubApiError } from '@huggingface/hub'
import { AppError } from '@/lib/errors'
import type { HubPlace } from './destination'
import type { PushEffects, PushTarget } from './push'

/**
 * Sends a release to a repository of datasets on the Hub, as one commit: whoever loads it never sees half of it. Large
 * files go by their SHA-256, so that those that are there are not sent again.
 */
export async function pushToHub(place: HubPlace, target: PushTarget, effects: PushEffects): Promise<string> {
  const { secret: accessToken, files, releaseId } = target
  const repo = { type: 'dataset', name: place.repository } as const
  const hub = { accessToken, hubUrl: place.endpoint.replace(/\/$/, '') }
  try {
    await createRepo({ ...hub, repo, private: place.isPrivate }).catch((error) => {
      // It is there already.
      if (!(error instanceof HubApiError && error.statusCode === 409)) throw error
    })
    const operations = await Promise.all(
      files.map(async ({ path, source }) => ({
        operation: 'addOrUpdate' as const,
        path,
        content: await openAsBlob(source),
      })),
    )
    const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]))
    const sent = new Map<string, number>()
    const title = `Release ${releaseId}`
    const options = { ...hub, repo, operations, title, useXet: false, abortSignal: effects.signal }
    for await (const event of commitIter(options)) {
      effects.signal.throwIfAborted()
      if (event.event !== 'fileProgress' || event.state !== 'uploading') continue
      sent.set(event.path, (sizes.get(event.path) ?? 0) * event.progress)
      await effects.report(Math.round([...sent.values()].reduce((sum, bytes) => sum + bytes, 0)))
    }
    return `${hub.hubUrl}/datasets/${place.repository}`
  } catch (error) {
    effects.signal.throwIfAborted()
    throw toRefusal(error, place.repository)
  }
}

/** What the Hub refuses for good is not tried again; all else may be. */
function toRefusal(cause: unknown, repository: string): unknown {
  if (!(cause instanceof HubApiError))
    return new AppError('unavailable', `The Hub does not answer, or not as expected: ${wordsOf(cause)}`, { cause })
  const { statusCode } = cause
  if (statusCode === 401 || statusCode === 403)
    return new AppError('forbidden', `The Hub does not let this token write to ${repository}.`, { cause })
  if (statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429)
    return new AppError('invalid', `The Hub refused the release: ${cause.message}`, { cause })
  return new AppError('unavailable', `The Hub answered ${statusCode}.`, { cause })
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
