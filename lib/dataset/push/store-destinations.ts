import { z } from 'zod'
import { pushJob } from '@/lib/dataset/job'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { utc } from '@/lib/trajectory/store-rows'
import { Destination, Place, Push } from './destination'

const destinationRow = sql`select d.id::text, d.name, d.settings as place, d.by, ${utc(sql`d.created_at`)} as "createdAt" from destination d`

/** Those that are not archived, by name. */
export function listDestinationRows(db: Db): Promise<Destination[]> {
  return rows(db, Destination, sql`${destinationRow} where d.archived_at is null order by d.name, d.id`)
}

export async function getDestinationRow(db: Db, id: string): Promise<Destination> {
  const [found] = await rows(db, Destination, sql`${destinationRow} where d.id = ${id}::uuid and d.archived_at is null`)
  if (!found) throw new AppError('not_found', 'There is no such destination.')
  return found
}

export type NewRow = { id: string; name: string; place: Place; secret: Uint8Array<ArrayBuffer>; by: string }

export async function insertDestination(tx: Db, { place, ...row }: NewRow): Promise<void> {
  await tx.destination.create({ data: { ...row, kind: place.kind, settings: place }, select: { id: true } })
}

/** Its secret is forgotten. */
export async function archiveDestinationRow(tx: Db, id: string): Promise<void> {
  await tx.destination.update({ where: { id }, data: { archivedAt: new Date(), secret: null }, select: { id: true } })
}

export async function insertPush(
  tx: Db,
  push: { releaseId: string; destinationId: string; by: string },
): Promise<string> {
  return (await tx.releasePush.create({ data: push, select: { id: true } })).id
}

/** By path of a file: `done`, or the upload that was begun and can be gone on with. */
export const Progress = z.record(z.string(), z.object({ isDone: z.boolean(), uploadId: z.string().optional() }))
export type Progress = z.infer<typeof Progress>

const PushRow = z.object({
  id: z.string(),
  releaseId: z.string(),
  destinationId: z.string(),
  place: Place,
  secret: z.instanceof(Uint8Array).nullable(),
  progress: Progress,
  endedAt: z.string().nullable(),
  url: z.string().nullable(),
})
export type PushRow = z.infer<typeof PushRow>

export async function getPushRow(db: Db, id: string): Promise<PushRow> {
  const [found] = await rows(
    db,
    PushRow,
    sql`select p.id::text, p.release_id::text as "releaseId", p.destination_id::text as "destinationId", d.settings as place,
        d.secret, p.progress, ${utc(sql`p.ended_at`)} as "endedAt", p.url
      from release_push p join destination d on d.id = p.destination_id where p.id = ${id}::uuid`,
  )
  if (!found) throw new AppError('not_found', 'There is no such push.')
  return found
}

export async function saveProgress(db: Db, id: string, path: string, state: Progress[string]): Promise<void> {
  await db.$executeRaw`update release_push set progress = progress || ${JSON.stringify({ [path]: state })}::jsonb
    where id = ${id}::uuid`
}

export async function completePush(db: Db, id: string, url: string): Promise<void> {
  await db.releasePush.update({ where: { id }, data: { url, endedAt: new Date() }, select: { id: true } })
}

/** Newest first. */
export function listPushRows(db: Db, releaseId: string): Promise<Push[]> {
  return rows(
    db,
    Push,
    sql`select p.id::text, d.name as destination, p.by, ${utc(sql`p.created_at`)} as "createdAt",
        ${utc(sql`p.ended_at`)} as "endedAt", p.url,
        (select j.id::text from job_run j where j.kind = ${pushJob.kind} and j.subject_id = p.id order by j.id desc limit 1) as "jobId"
      from release_push p join destination d on d.id = p.destination_id
      where p.release_id = ${releaseId}::uuid order by p.id desc`,
  )
}
