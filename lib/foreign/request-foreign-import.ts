import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { findUpload } from '@/lib/repository/archive/store-upload'
import { type ForeignImport, ForeignImportRequest } from './foreign-import'
import { foreignImportJob } from './job'
import { createForeignImport, listForeignImportRows, setForeignJob } from './store'

/** Asks for the trajectories of a file that was sent before. Rows that cannot be read are listed, and stop no other. */
export async function requestForeignImport(
  actor: Actor,
  request: z.input<typeof ForeignImportRequest>,
): Promise<ForeignImport> {
  requireRole(actor, 'reviewer', 'import trajectories')
  const { uploadId, format, licence } = ForeignImportRequest.parse(request)
  return db.$transaction(async (tx) => {
    const upload = await findUpload(tx, uploadId)
    if (!upload || (actor.kind !== 'operator' && upload.userId !== userIdOf(actor)))
      throw new AppError('not_found', 'The uploaded file is no longer here. Send it again.')
    const { name, bytes, sha256 } = upload
    const by = actor.kind === 'user' ? actor.name : 'operator'
    const about = { name, bytes, sha256, asked: format, licence, uploadId, by, userId: userIdOf(actor) }
    const id = await createForeignImport(tx, about)
    const title = `Import trajectories of ${name}`
    const job = await enqueue(tx, actor, foreignImportJob, { importId: id, uploadId }, { title, subjectId: id })
    await setForeignJob(tx, id, job.id)
    await recordAudit(tx, actor, {
      action: 'trajectories.import',
      subject: name,
      subjectId: id,
      after: { bytes, format: format ?? null, licence: licence ?? null },
    })
    const [found] = await listForeignImportRows(tx, { id, limit: 1 })
    if (!found) throw new Error('An import is gone in the transaction that made it.')
    return found
  })
}
