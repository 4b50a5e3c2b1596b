import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { streamDocument } from '@/lib/trajectory/stream-document'
import { releaseJob } from './job'
import { ReleaseResult } from './release'
import { completeRelease, getReleaseSettings, getReleaseView, streamItems } from './store'
import { writeRelease } from './write-release'

const shardBytes = 512 * 1024 * 1024

/** Writes the files of a release; does nothing to one that has them. A run that was killed is done over. */
export async function runRelease(payload: unknown, context: JobContext): Promise<ReleaseResult> {
  const { releaseId } = releaseJob.Payload.parse(payload)
  const release = await getReleaseView(db, releaseId)
  if (release.files) return ReleaseResult.parse({ ...release, releaseId })
  await context.report({ done: 0, total: release.trajectories, unit: 'documents' })
  const { head, ...result } = await writeRelease(
    {
      release,
      settings: await getReleaseSettings(db, releaseId),
      items: () => streamItems(db, releaseId),
      parts: ({ trajectoryId, revision }) => streamDocument(trajectoryId, revision),
    },
    { shardBytes, signal: context.signal, onDocument: (done) => context.report({ done }) },
  )
  await completeRelease(db, releaseId, { ...result, manifest: head })
  return result
}
