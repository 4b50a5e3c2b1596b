import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { ReleaseFile } from '@/lib/dataset/release'

const bufferLength = 1 << 18

/** A file that is written piece by piece, and hashed on the way. `close` leaves it safely on the disk. */
export type HashedFile = {
  write(piece: string | Buffer): Promise<void>
  readonly bytes: number
  close(): Promise<ReleaseFile>
  /** Gives the file up; does nothing after `close`. */
  abandon(): Promise<void>
}

/** A file of this name is replaced. */
export async function openHashedFile(folder: string, name: string): Promise<HashedFile> {
  const handle = await open(path.join(/* turbopackIgnore: true */ folder, name), 'w', 0o600)
  const hash = createHash('sha256')
  let buffer = ''
  let bytes = 0
  let isOpen = true
  async function append(chunk: Buffer): Promise<void> {
    hash.update(chunk)
    bytes += chunk.length
    await handle.writeFile(chunk)
  }
  async function flush(): Promise<void> {
    const text = buffer
    buffer = ''
    await append(Buffer.from(text, 'utf8'))
  }
  async function abandon(): Promise<void> {
    if (isOpen) await handle.close()
    isOpen = false
  }
  return {
    get bytes() {
      return bytes + Buffer.byteLength(buffer)
    },
    async write(piece) {
      if (typeof piece === 'string') buffer += piece
      if (typeof piece !== 'string' || buffer.length >= bufferLength) await flush()
      if (typeof piece !== 'string') await append(piece)
    },
    async close() {
      await flush()
      await handle.sync()
      await abandon()
      return { path: name, bytes, sha256: hash.digest('hex') }
    },
    abandon,
  }
}
