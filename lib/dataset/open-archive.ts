import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { ByteRange } from '@/lib/http/ranged-response'
import { type Archive, layOut, piecesWithin } from './archive'
import { shortId } from './release'
import { releaseFolder } from './release-folder'
import { getReleaseView } from './store'

export const OpenArchive = z.object({ id: z.uuid() })

export type OpenedArchive = {
  name: string
  /** Names the content. */
  etag: string
  bytes: number
  read(range: ByteRange): Readable
}

/** All files of a release as one tar, from any byte on. */
export async function openArchive(actor: Actor, { id }: z.infer<typeof OpenArchive>): Promise<OpenedArchive> {
  requireRole(actor, 'reviewer', 'download exports')
  const release = await getReleaseView(db, id)
  if (!release.files) throw new AppError('conflict', 'The export is not written yet.')
  const folder = releaseFolder(id)
  for (const { path: name, bytes } of release.files) {
    const found = await stat(path.join(/* turbopackIgnore: true */ folder, name)).catch(() => undefined)
    if (found?.size !== bytes)
      throw new AppError(
        'unavailable',
        `The file ${name} of the export is not on this machine any more, or was changed.`,
      )
  }
  const name = `retrace-${release.format}-${shortId(id)}`
  const archive = await layOut(release.files, name, new Date(release.createdAt))
  return {
    name: `${name}.tar`,
    etag: `"${release.files.at(-1)?.sha256 ?? id}"`,
    bytes: archive.bytes,
    read: (range) => Readable.from(read(archive, range, folder), { objectMode: false }),
  }
}

async function* read(archive: Archive, range: ByteRange, folder: string): AsyncGenerator<Uint8Array> {
  for (const { piece, from, to } of piecesWithin(archive, range)) {
    if ('known' in piece) yield piece.known.subarray(from, to)
    else
      yield* createReadStream(path.join(/* turbopackIgnore: true */ folder, piece.path), { start: from, end: to - 1 })
  }
}
