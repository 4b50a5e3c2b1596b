import { rm } from 'node:fs/promises'
import { releaseJob } from '@/lib/dataset/job'
import { openClients } from '@/lib/dataset/open-client'
import { ReleaseResult } from '@/lib/dataset/release'
import { checkpointFile, partialFolder } from '@/lib/dataset/release-folder'
import { completeRelease, getReleaseView } from '@/lib/dataset/store'
import { streamDelta } from '@/lib/dataset/store-delta'
import { recallItems } from '@/lib/dataset/store-held'
import { createTokenPool } from '@/lib/dataset/tokenizers/token-pool'
import { createTablePool } from '@/lib/dataset/writers/table-pool'
import { db, longTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { CanceledError } from '@/lib/jobs/run-job'
import { updateJobRun } from '@/lib/jobs/store'
import { removeCheckpoint } from './checkpoint'
import { measureMasked } from './measure-masked'
import { listItemsAt, listSplits, streamItems } from './store-items'
import { writeRelease } from './write-release'
import type { WriteOptions } from './write-shards'

/**
 * Writes the files of a release; does nothing to one that has them. A run that was killed or paused is gone on with; one
 * that is canceled, or that cannot be done, leaves no file.
 */
export async function runRelease(
  payload: unknown,
  context: JobContext,
  options: Pick<WriteOptions, 'checkpointMs' | 'onWrite'> = {},
): Promise<ReleaseResult> {
  const { releaseId } = releaseJob.Payload.parse(payload)
  const release = await getReleaseView(db, releaseId)
  if (release.files) return ReleaseResult.parse({ ...release, releaseId })
  await context.report({ total: release.trajectories, unit: 'documents' })
  const [client, itemsClient] = await openClients()
  let begunAt: number | undefined
  const pool = createTokenPool(release.settings.tokenizer)
  const tables = createTablePool()
  try {
    await measureMasked(client, releaseId, context.signal)
    const { head, ...result } = await writeRelease(
      {
        release,
        client,
        pool,
        tables,
        signal: context.signal,
        splits: await listSplits(db, releaseId),
        pages: (range) => streamItems(itemsClient, releaseId, range),
        itemsAt: (positions) => listItemsAt(db, releaseId, positions),
        async *delta() {
          if (release.againstId) yield* streamDelta(db, releaseId, release.againstId)
        },
      },
      {
        ...options,
        signal: context.signal,
        async onProgress(done, bytes) {
          begunAt ??= done
          await context.report({ done, message: sizeOf(bytes) })
        },
        async onCheckpoint(done) {
          if (begunAt === undefined || done <= begunAt || context.jobRunId === '') return
          // Who gets on may be killed again: only a job that never gets further is given up.
          await updateJobRun(db, context.jobRunId, { attempts: 1 })
          begunAt = Number.POSITIVE_INFINITY
        },
      },
    )
    await completeRelease(db, releaseId, { ...result, manifest: JSON.parse(JSON.stringify(head)) })
    await removeCheckpoint(checkpointFile(releaseId))
    return result
  } catch (error) {
    const isOver = error instanceof CanceledError || (error instanceof AppError && error.code !== 'unavailable')
    if (isOver) await giveUp(releaseId)
    throw error
  } finally {
    await pool.close()
    await tables.close()
    await Promise.all([client.end(), itemsClient.end()])
  }
}

/** What a release that was canceled while it waited leaves behind: trajectories that it holds, and files. */
export async function abandonRelease(payload: unknown): Promise<void> {
  const { releaseId } = releaseJob.Payload.parse(payload)
  const { files } = await getReleaseView(db, releaseId)
  if (!files) await giveUp(releaseId)
}

async function giveUp(releaseId: string): Promise<void> {
  await db.$transaction((tx) => recallItems(tx, releaseId), longTransaction)
  await rm(partialFolder(releaseId), { recursive: true, force: true })
  await removeCheckpoint(checkpointFile(releaseId))
}

function sizeOf(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB written`
}
