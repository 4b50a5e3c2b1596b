import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { ArchiveBytes } from './archive'
import { uploadChunkBytes } from './receive-upload'
import { findUpload, getUploadChunk } from './store-upload'

/** The bytes of an upload, read from the database piece by piece; one piece is kept at hand. */
export async function openUpload(id: string): Promise<ArchiveBytes> {
  const upload = await findUpload(db, id)
  if (!upload) throw new AppError('not_found', 'The uploaded archive is no longer here. Upload it again.')
  const chunkAt = keepLast(db, id)
  return {
    size: upload.bytes,
    async *read(start, end) {
      for (let at = start; at < Math.min(end, upload.bytes); ) {
        const offset = at % uploadChunkBytes
        const chunk = await chunkAt(Math.floor(at / uploadChunkBytes))
        const piece = chunk.subarray(offset, offset + end - at)
        at += piece.length
        yield piece
      }
    },
    close: async () => {},
  }
}

/** Neighbours in a zip lie in the same piece. */
function keepLast(db: Db, id: string): (position: number) => Promise<Buffer> {
  let kept: { position: number; chunk: Promise<Buffer> } | undefined
  return (position) => {
    if (kept?.position !== position) kept = { position, chunk: getUploadChunk(db, id, position) }
    return kept.chunk
  }
}
