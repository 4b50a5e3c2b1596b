import type { ArchiveBytes } from '@/lib/repository/archive/archive'

/** Bytes as an upload has them, in small pieces. */
export function bytesOf(content: string | Buffer, pieceBytes = 7): ArchiveBytes {
  const all = Buffer.from(content)
  return {
    size: all.length,
    async *read(start, end) {
      for (let at = start; at < Math.min(end, all.length); at += pieceBytes)
        yield all.subarray(at, Math.min(at + pieceBytes, end))
    },
    close: async () => {},
  }
}
