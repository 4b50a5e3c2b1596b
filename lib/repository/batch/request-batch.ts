import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db, type Prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { parseTarget } from '@/lib/repository/import-target'
import { batchJob } from '@/lib/repository/job'
import { limits } from '@/lib/repository/limits'
import { requireReach } from '@/lib/repository/request-import'
import type { Source } from '@/lib/repository/source'
import type { Batch } from './batch'
import { type ListedRepository, parseRepositoryList } from './repository-list'
import { createBatch, getBatchRow, type NewBatchItem, setBatchJob } from './store-batch'

export const BatchRequest = z.object({
  /** One repository on each line, perhaps with a branch, tag or commit behind it; or JSON with `repo` and `ref`. */
  list: z.string(),
  /** How many commits of history are kept of each. */
  depth: z.coerce.number().int().min(1).max(limits.depth).default(1),
})

/**
 * Queues the import of a list as one job. Lines that can never work are kept as failed items with their sentence, and do
 * not stop the others. `synthesis` is kept for whoever goes on with what is imported.
 */
export async function requestBatch(
  actor: Actor,
  request: z.input<typeof BatchRequest>,
  synthesis?: Prisma.InputJsonValue,
): Promise<Batch> {
  requireRole(actor, 'reviewer', 'import repositories')
  const { list, depth } = BatchRequest.parse(request)
  const listed = parseRepositoryList(list)
  if (listed.length === 0) throw new AppError('invalid', 'The list names no repository: give one on each line.')
  if (listed.length > limits.batchItems) {
    throw new AppError('invalid', `The list names more than ${limits.batchItems.toLocaleString('en')} repositories.`)
  }
  const items = listed.map((each) => toItem(actor, each))
  if (items.every(({ state }) => state === 'failed')) throw new AppError('invalid', items[0]?.message ?? '')
  return db.$transaction(async (tx) => {
    const id = await createBatch(tx, items, synthesis)
    const title = titleOf(items.length, synthesis !== undefined)
    const job = await enqueue(tx, actor, batchJob, { batchId: id, depth }, { title, subjectId: id })
    await setBatchJob(tx, id, job.id)
    await recordAudit(tx, actor, {
      action: 'batch.import',
      subject: title,
      subjectId: id,
      after: { items: items.length, depth },
    })
    return getBatchRow(tx, id)
  })
}

export function titleOf(count: number, isSynthesized: boolean): string {
  const repositories = `${count.toLocaleString('en')} ${count === 1 ? 'repository' : 'repositories'}`
  return `${isSynthesized ? 'Import and synthesize' : 'Import'} ${repositories}`
}

/** What can be said of a line before anything is fetched. */
export function toItem(actor: Actor, { source: given, ref: givenRef, problem }: ListedRepository): NewBatchItem {
  try {
    if (problem !== undefined) throw new AppError('invalid', problem)
    const { source, ref } = parseTarget({ source: given, ref: givenRef })
    if (source.kind === 'upload') throw new AppError('invalid', 'An uploaded archive cannot be in a list.')
    requireReach(actor, source)
    return { url: addressOf(source), ref, state: 'waiting' }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { url: given.slice(0, 2000), ref: givenRef, state: 'failed', message: error.message }
  }
}

/** With its folder behind a #, as `parseSource` reads it. */
function addressOf({ address, url, folder }: Source): string {
  return folder === undefined ? address : `${address}${url.slice(url.indexOf('#'))}`
}
