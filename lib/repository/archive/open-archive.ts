import { open } from 'node:fs/promises'
import { AppError } from '@/lib/errors'
import { formatBytes, limits } from '@/lib/repository/limits'
import type { Tree } from '@/lib/repository/tree'
import { type Archive, type ArchiveBytes, gather } from './archive'
import { acceptedArchives } from './archive-name'
import { readArchive } from './read-archive'
import { openTar } from './read-tar'
import { openZip } from './read-zip'

/** What an archive begins with, and how it is then read. The name of the file does not count. */
const kinds: { at: number; mark: number[]; open?: (bytes: ArchiveBytes) => Archive; name?: string }[] = [
  { at: 0, mark: [0x50, 0x4b, 0x03, 0x04], open: openZip },
  { at: 0, mark: [0x50, 0x4b, 0x05, 0x06], open: openZip },
  { at: 0, mark: [0x1f, 0x8b], open: (bytes) => openTar(bytes, 'gzip') },
  { at: 0, mark: [0x28, 0xb5, 0x2f, 0xfd], open: (bytes) => openTar(bytes, 'zstd') },
  { at: 257, mark: [...Buffer.from('ustar')], open: (bytes) => openTar(bytes, undefined) },
  { at: 0, mark: [...Buffer.from('BZh')], name: 'bzip2' },
  { at: 0, mark: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: 'xz' },
  { at: 0, mark: [0x37, 0x7a, 0xbc, 0xaf], name: '7-Zip' },
  { at: 0, mark: [...Buffer.from('Rar!')], name: 'RAR' },
]

const headBytes = 512

/** Throws `invalid` with a sentence for what is no archive of these kinds, and for one that is too large. */
export async function openArchive(bytes: ArchiveBytes): Promise<Archive> {
  if (bytes.size > limits.archiveBytes) {
    throw new AppError('invalid', `The archive is larger than ${formatBytes(limits.archiveBytes)}.`)
  }
  const head = await gather(bytes.read(0, Math.min(headBytes, bytes.size)))
  const kind = kinds.find(({ at, mark }) => mark.every((byte, offset) => head[at + offset] === byte))
  if (kind?.open) return kind.open(bytes)
  throw new AppError(
    'invalid',
    `${kind ? `Archives of ${kind.name} are not read.` : 'This is no archive.'} ${acceptedArchives}`,
  )
}

/** The tree of an archive; closes it when the tree is closed, or cannot be had. */
export async function openTreeOf(bytes: ArchiveBytes, folder: string | undefined, signal: AbortSignal): Promise<Tree> {
  try {
    const tree = await readArchive(await openArchive(bytes), folder, signal)
    return { ...tree, close: bytes.close }
  } catch (error) {
    await bytes.close()
    throw error
  }
}

const pieceBytes = 1 << 20

/** An archive that lies on this machine. */
export async function openArchiveFile(path: string): Promise<ArchiveBytes> {
  const file = await open(path)
  const { size } = await file.stat()
  return {
    size,
    async *read(start, end) {
      for (let at = start; at < end; ) {
        const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - at))
        const { bytesRead } = await file.read(piece, 0, piece.length, at)
        if (bytesRead === 0) return
        at += bytesRead
        yield piece.subarray(0, bytesRead)
      }
    },
    close: () => file.close(),
  }
}
