import path from 'node:path'
import { pushJob } from '@/lib/dataset/job'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { getReleaseView } from '@/lib/dataset/store'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { unseal } from '@/lib/llm/seal'
import { getSecretKey } from '@/lib/llm/secret-key'
import type { PushEffects, PushedFile } from './push'
import { pushToHub } from './push-to-hub'
import { pushToS3 } from './push-to-s3'
import { completePush, getPushRow, saveProgress } from './store-destinations'

export type PushResult = { pushId: string; url: string }

/** Sends the files of a release; what is there already is not sent again, also when it was killed on the way. */
export async function runPush(payload: unknown, { signal, report }: JobContext): Promise<PushResult> {
  const { pushId } = pushJob.Payload.parse(payload)
  const push = await getPushRow(db, pushId)
  if (push.endedAt && push.url) return { pushId, url: push.url }
  if (!push.secret) throw new AppError('invalid', 'The destination was taken away.')
  const secret = unseal(push.secret, await getSecretKey(), push.destinationId)
  const release = await getReleaseView(db, push.releaseId)
  const files = (release.files ?? []).map(
    (file): PushedFile => ({
      ...file,
      source: path.join(releaseFolder(push.releaseId), file.path),
    }),
  )
  await report({ total: files.reduce((sum, { bytes }) => sum + bytes, 0), unit: 'bytes' })
  const effects: PushEffects = {
    signal,
    progress: push.progress,
    save: (name, state) => saveProgress(db, pushId, name, state),
    report: (done) => report({ done }),
  }
  const { place } = push
  const target = { secret, files, releaseId: push.releaseId }
  const url = place.kind === 'hub' ? await pushToHub(place, target, effects) : await pushToS3(place, target, effects)
  await completePush(db, pushId, url)
  return { pushId, url }
}
