import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { ReleaseFile } from './release'
import { releaseFolder } from './release-folder'
import { getReleaseView } from './store'

export const OpenReleaseFile = z.object({
  id: z.uuid(),
  /** The path of one of the release's files, whole or in its segments. */
  name: z.union([z.string(), z.array(z.string()).transform((segments) => segments.join('/'))]),
})

/** One of the files that the release lists, open for reading; whoever asked closes the handle. */
export async function openReleaseFile(
  actor: Actor,
  { id, name }: z.infer<typeof OpenReleaseFile>,
): Promise<{ file: ReleaseFile; handle: FileHandle }> {
  requireRole(actor, 'reviewer', 'download exports')
  const release = await getReleaseView(db, id)
  if (!release.files) throw new AppError('conflict', 'The export is not written yet.')
  const file = release.files.find((candidate) => candidate.path === name)
  if (!file) throw new AppError('not_found', `The export has no file ${name}.`)
  return { file, handle: await openListed(id, file) }
}

async function openListed(id: string, file: ReleaseFile): Promise<FileHandle> {
  const gone = `The file ${file.path} of the export is not on this machine any more.`
  const handle = await open(path.join(/* turbopackIgnore: true */ releaseFolder(id), file.path), 'r').catch((cause) => {
    throw new AppError('unavailable', gone, { cause })
  })
  const { size } = await handle.stat()
  if (size === file.bytes) return handle
  await handle.close()
  throw new AppError('unavailable', `The file ${file.path} of the export was changed on the disk.`)
}
