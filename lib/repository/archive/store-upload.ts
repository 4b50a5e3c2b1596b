import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { importJob } from '@/lib/repository/job'
import { limits } from '@/lib/repository/limits'

/** Starts an upload of a person, unless there are too many of theirs already. */
export async function createUpload(tx: Db, upload: { name: string; userId: string | null }): Promise<string> {
  // Two uploads that begin at once cannot both be the last one allowed.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`upload ${upload.userId}`}, 0))`
  const waiting = await tx.upload.count({ where: { userId: upload.userId } })
  if (waiting >= limits.waitingUploads) {
    throw new AppError('unavailable', `${waiting} of your uploads have not been imported yet. Try again when they are.`)
  }
  const { id } = await tx.upload.create({ data: { id: uuid(), ...upload }, select: { id: true } })
  return id
}

export async function appendUpload(db: Db, uploadId: string, position: number, bytes: Buffer): Promise<void> {
  const data = { uploadId, position, bytes: new Uint8Array(bytes) }
  await db.uploadChunk.create({ data, select: { position: true } })
}

export async function finishUpload(db: Db, id: string, received: { bytes: number; sha256: Buffer }): Promise<void> {
  const data = { bytes: received.bytes, sha256: new Uint8Array(received.sha256), receivedAt: new Date() }
  await db.upload.update({ where: { id }, data, select: { id: true } })
}

export type ReceivedUpload = {
  name: string
  bytes: number
  sha256: Uint8Array<ArrayBuffer> | null
  userId: string | null
}

/** An upload that is here as a whole. */
export async function findUpload(db: Db, id: string): Promise<ReceivedUpload | undefined> {
  const where = { id, receivedAt: { not: null } }
  const row = await db.upload.findFirst({ where, select: { name: true, bytes: true, sha256: true, userId: true } })
  return row ? { ...row, bytes: Number(row.bytes) } : undefined
}

export async function getUploadChunk(db: Db, uploadId: string, position: number): Promise<Buffer> {
  const where = { uploadId_position: { uploadId, position } }
  const { bytes } = await db.uploadChunk.findUniqueOrThrow({ where, select: { bytes: true } })
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db.upload.deleteMany({ where: { id } })
}

/** Deletes what was never received or imported, and no waiting or running import asks for; gives how many. */
export async function deleteAbandonedUploads(db: Db, before: Date): Promise<number> {
  const Row = z.object({ id: z.string() })
  const deleted = await rows(
    db,
    Row,
    sql`
      delete from upload u where created_at < ${before} and not exists (
        select from job_run where kind = ${importJob.kind} and state in ('queued', 'running', 'paused')
          and payload->>'url' like 'upload:' || u.id || '/%')
        and not exists (select from job_run where state in ('queued', 'running', 'paused') and payload->>'uploadId' = u.id::text)
      returning id::text`,
  )
  return deleted.length
}
