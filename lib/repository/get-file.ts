import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Outline } from '@/lib/structure/outline'
import { findFile } from './store'

export const GetFile = z.object({ id: z.uuid(), path: z.string().min(1).max(2000) })

export const FileView = z.object({
  path: z.string(),
  language: z.string().nullable(),
  /** The whole content, with its byte order mark and line ends as they are; null when the file is left out. */
  text: z.string().nullable(),
  whyNot: z.string().nullable(),
  outline: Outline.nullable(),
})
export type FileView = z.infer<typeof FileView>

/** One file of a snapshot, to be looked at. */
export async function getFile(actor: Actor, { id, path }: z.infer<typeof GetFile>): Promise<FileView> {
  requireRole(actor, 'viewer', 'see files')
  const file = await findFile(db, id, path)
  if (!file) throw new AppError('not_found', `The snapshot has no file ${path}.`)
  const { content, isIncluded: _, ...rest } = file
  return { ...rest, text: content?.toString('utf8') ?? null }
}
