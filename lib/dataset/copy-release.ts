import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { ReleaseFile } from './release'
import { releaseFolder } from './release-folder'
import { getReleaseView } from './store'

/** Copies the files of a complete release into a folder of this machine, and checks that they are what was released. */
export async function copyRelease(actor: Actor, request: { id: string; folder: string }): Promise<ReleaseFile[]> {
  if (actor.kind !== 'operator')
    throw new AppError('forbidden', 'You may not write to folders of this machine: download the files instead.')
  const release = await getReleaseView(db, request.id)
  if (!release.files) throw new AppError('conflict', 'The export is not written yet.')
  for (const file of release.files) await copy(file, releaseFolder(request.id), request.folder)
  return release.files
}

async function copy(file: ReleaseFile, from: string, to: string): Promise<void> {
  const target = path.join(to, file.path)
  const hash = createHash('sha256')
  async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    await mkdir(path.dirname(target), { recursive: true })
    await pipeline(createReadStream(path.join(from, file.path)), hashed, createWriteStream(target))
  } catch (cause) {
    throw new AppError('invalid', `The file ${file.path} of the export cannot be copied to ${to}.`, { cause })
  }
  if (hash.digest('hex') !== file.sha256)
    throw new AppError('unavailable', `The file ${file.path} of the export was changed on the disk.`)
}
