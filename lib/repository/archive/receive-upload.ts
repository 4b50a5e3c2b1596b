import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { formatBytes, limits } from '@/lib/repository/limits'
import { uploadAddress } from '@/lib/repository/source'
import { acceptedArchives, isArchiveName } from './archive-name'
import { appendUpload, createUpload, deleteAbandonedUploads, deleteUpload, finishUpload } from './store-upload'
import type { Upload } from './upload'

export const ReceiveUpload = z.object({
  /** The name of the file; the repository is called after it. */
  name: z
    .string()
    .trim()
    .max(200)
    .transform((name) => name.replace(/^.*[\\/]/, '')),
  /** How long it will be, when that is known. */
  bytes: z.coerce.number().int().min(0).optional(),
})

type Body = AsyncIterable<Uint8Array>

/** What may be sent: by its name, and in words. */
export type UploadKind = { isNamed(name: string): boolean; accepted: string; noun: string; verb: string }

const archives: UploadKind = {
  isNamed: isArchiveName,
  accepted: acceptedArchives,
  noun: 'archive',
  verb: 'import repositories',
}

export const uploadChunkBytes = 1 << 20

/**
 * Takes an archive in, or a file of another kind, piece by piece, into the database, where every worker can read it. One
 * that is cut off or too large leaves nothing behind.
 */
export async function receiveUpload(
  actor: Actor,
  { name, bytes: announced, body }: z.infer<typeof ReceiveUpload> & { body: Body },
  { isNamed, accepted, noun, verb }: UploadKind = archives,
): Promise<Upload> {
  requireRole(actor, 'reviewer', verb)
  if (!isNamed(name)) throw new AppError('invalid', `${name} is no ${noun}. ${accepted}`)
  requireSize(announced ?? 0)
  await deleteAbandonedUploads(db, new Date(Date.now() - limits.uploadMs))
  const id = await db.$transaction((tx) => createUpload(tx, { name, userId: userIdOf(actor) }))
  try {
    const bytes = await store(id, body)
    if (bytes === 0) throw new AppError('invalid', `The ${noun} is empty.`)
    return { id, name, bytes, source: uploadAddress(id, name) }
  } catch (error) {
    await deleteUpload(db, id)
    throw error instanceof AppError ? error : new AppError('invalid', 'The upload was cut off.', { cause: error })
  }
}

async function store(id: string, body: Body): Promise<number> {
  const hash = createHash('sha256')
  let bytes = 0
  let position = 0
  for await (const chunk of cut(body)) {
    bytes += chunk.length
    requireSize(bytes)
    hash.update(chunk)
    await appendUpload(db, id, position++, chunk)
  }
  await finishUpload(db, id, { bytes, sha256: hash.digest() })
  return bytes
}

function requireSize(bytes: number): void {
  if (bytes <= limits.archiveBytes) return
  throw new AppError('invalid', `The archive is larger than ${formatBytes(limits.archiveBytes)}.`)
}

/** The same bytes in pieces of one size, the last one smaller. */
async function* cut(body: Body): AsyncGenerator<Buffer> {
  const piece = Buffer.allocUnsafe(uploadChunkBytes)
  let length = 0
  for await (const chunk of body) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + piece.length - length)
      piece.set(part, length)
      length += part.length
      from += part.length
      if (length < piece.length) continue
      yield piece
      length = 0
    }
  }
  if (length > 0) yield piece.subarray(0, length)
}
