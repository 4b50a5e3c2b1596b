import { z } from 'zod'
import { type Actor, hasRole, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { allowsLocalImports } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import type { JobRun } from '@/lib/jobs/job'
import { importJob } from './job'
import { resolvePublicHost } from './resolve-host'
import { parseRef, parseSource, type Source } from './source'
import { findRepositoryId } from './store'

export const ImportRequest = z.object({
  /** The https:// address of a git repository; for the operator and local administrators also a path or file:// URL. */
  source: z.string().min(1, 'give the address of a git repository, or a path').max(2000),
  /** A branch, a tag or a commit; the default branch otherwise. */
  ref: z.string().max(250).nullish(),
})

export type ImportRequest = z.infer<typeof ImportRequest>

/**
 * Queues an import. Addresses that can never work are refused at once; what only the network can tell becomes the error
 * of the job. The repository itself appears with its first snapshot. `isSample` is for the first start.
 */
export async function requestImport(
  actor: Actor,
  request: ImportRequest,
  options: { isSample?: boolean } = {},
): Promise<JobRun> {
  requireRole(actor, 'reviewer', 'import repositories')
  const source = parseSource(request.source)
  const ref = request.ref?.trim() ? parseRef(request.ref) : undefined
  requireReach(actor, source)
  if (source.kind === 'remote') await refusePrivateHost(source.host)
  const url = source.kind === 'remote' ? source.fetchUrl : source.url
  return db.$transaction(async (tx) => {
    const subjectId = await findRepositoryId(tx, source.url)
    const payload = { url, ref, isSample: options.isSample ?? false }
    const job = await enqueue(tx, actor, importJob, payload, { title: `Import ${source.name}`, subjectId })
    await recordAudit(tx, actor, {
      action: 'repository.import',
      subject: source.name,
      subjectId,
      after: { url: source.url, ref: ref ?? null },
    })
    return job
  })
}

function requireReach(actor: Actor, source: Source): void {
  if (source.kind === 'remote' || actor.kind === 'operator') return
  if (hasRole(actor, 'admin') && allowsLocalImports()) return
  throw new AppError(
    'forbidden',
    'Folders of this machine are imported from its command line, or by administrators when nobody else can reach it.',
  )
}

/** A name that cannot be looked up right now is the job's to say: it may be tried again. */
async function refusePrivateHost(host: string): Promise<void> {
  try {
    await resolvePublicHost(host)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'invalid') throw error
  }
}
