import type { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { allowsLocalImports } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { resolveHost } from '@/lib/http/resolve-host'
import { enqueue } from '@/lib/jobs/enqueue'
import type { JobRun } from '@/lib/jobs/job'
import { findUpload } from './archive/store-upload'
import { type ImportRequest, type ImportTarget, parseTarget } from './import-target'
import { importJob } from './job'
import type { Source } from './source'
import { findRepositoryId } from './store'

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
  const target = parseTarget(request)
  const { source, ref, depth } = target
  requireReach(actor, source)
  if (source.kind === 'remote') await refusePrivateHost(source.host)
  return db.$transaction(async (tx) => {
    if (source.kind === 'upload') await requireOwnUpload(tx, actor, source.uploadId)
    const subjectId = await findRepositoryId(tx, source.url)
    const payload = { ...payloadOf(target), isSample: options.isSample ?? false }
    const job = await enqueue(tx, actor, importJob, payload, { title: `Import ${source.name}`, subjectId })
    await recordAudit(tx, actor, {
      action: 'repository.import',
      subject: source.name,
      subjectId,
      after: { url: source.url, ref: ref ?? null, depth },
    })
    return job
  })
}

function payloadOf({ source, ref, depth }: ImportTarget): z.input<typeof importJob.Payload> {
  return { url: source.address, folder: source.folder, ref, depth }
}

/** Refuses what lies on this machine to everybody who may not see it. */
export function requireReach(actor: Actor, source: Source): void {
  if (source.kind !== 'local' || actor.kind === 'operator') return
  if (hasRole(actor, 'admin') && allowsLocalImports()) return
  throw new AppError(
    'forbidden',
    'Folders of this machine are imported from its command line, or by administrators when nobody else can reach it.',
  )
}

async function requireOwnUpload(tx: Db, actor: Actor, id: string): Promise<void> {
  const upload = await findUpload(tx, id)
  if (upload && (actor.kind === 'operator' || upload.userId === userIdOf(actor))) return
  throw new AppError('not_found', 'The uploaded archive is no longer here. Upload it again.')
}

/** A name that cannot be looked up right now is the job's to say: it may be tried again. */
async function refusePrivateHost(host: string): Promise<void> {
  try {
    await resolveHost(host)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'invalid') throw error
  }
}
