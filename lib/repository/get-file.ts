import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { decodeKnown } from './classify/decode-text'
import type { FileView } from './repository'
import { findFile } from './store'

export const GetFile = z.object({ id: z.uuid(), path: z.string().min(1).max(2000) })

/** One file of a snapshot, to be looked at. */
export async function getFile(actor: Actor, { id, path }: z.infer<typeof GetFile>): Promise<FileView> {
  requireRole(actor, 'viewer', 'see files')
  const file = await findFile(db, id, path)
  if (!file) throw new AppError('not_found', `The snapshot has no file ${path}.`)
  const { content, isIncluded: _, ...rest } = file
  return { ...rest, text: content && decodeKnown(content, rest.encoding ?? 'utf-8') }
}
