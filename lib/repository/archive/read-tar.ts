import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { type Extract, extract as extractTar, type Header } from 'tar-stream'
import { type Archive, type ArchiveBytes, type ArchiveMember, gather } from './archive'
import { explainDamage, requireHonestSize, requireMemberCount } from './unpacking-limit'

/** How the bytes of a tar are packed; undefined for not at all. */
export type Packing = 'gzip' | 'zstd' | undefined

const unpackers: Record<NonNullable<Packing>, () => Transform> = {
  gzip: createGunzip,
  zstd: createZstdDecompress,
}

/** A tar, read as a stream from its beginning at every walk. */
export function openTar(bytes: ArchiveBytes, packing: Packing): Archive {
  let commit: string | undefined
  return { members, commit: () => commit }

  async function* members(signal: AbortSignal): AsyncGenerator<ArchiveMember> {
    // Names as they are, byte by byte: not every tar is UTF-8. The declarations leave this option out.
    const extract = extractTar({ filenameEncoding: 'latin1' } as Parameters<typeof extractTar>[0])
    const metered = meter(bytes.size, (head) => {
      commit = commitOf(head)
    })
    const unpacker = packing ? unpackers[packing]() : undefined
    const source = bytes.read(0, bytes.size)
    const fed = unpacker
      ? pipeline(source, unpacker, metered, extract, { signal })
      : pipeline(source, metered, extract, { signal })
    fed.catch(() => {})
    let count = 0
    try {
      for await (const entry of extract) {
        requireMemberCount(++count)
        if (entry.header.type === 'directory') entry.resume()
        else yield toMember(entry)
        entry.resume()
      }
      await fed
    } catch (error) {
      extract.destroy()
      // The first one to fail says more than those who then got no data.
      const reason = await fed.then(
        () => error,
        (failure) => failure,
      )
      throw explainDamage(reason, signal)
    } finally {
      extract.destroy()
    }
  }
}

const blockBytes = 512

/** Lets the unpacked bytes through as long as they are not too many; a tar ends in a block of zeros. */
function meter(packedBytes: number, onHead: (head: Buffer) => void) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    let head: Buffer = Buffer.alloc(0)
    let tail: Buffer = Buffer.alloc(0)
    for await (const chunk of source) {
      bytes += chunk.length
      requireHonestSize(bytes, packedBytes)
      if (head.length < 2 * blockBytes) {
        head = Buffer.concat([head, chunk.subarray(0, 2 * blockBytes)])
        if (head.length >= 2 * blockBytes) onHead(head)
      }
      tail =
        chunk.length >= blockBytes ? chunk.subarray(-blockBytes) : Buffer.concat([tail, chunk]).subarray(-blockBytes)
      yield chunk
    }
    if (tail.some((byte) => byte !== 0)) throw new Error('The tar does not end.')
  }
}

/** `git archive` begins with a global header that holds nothing but the commit. */
function commitOf(head: Buffer): string | undefined {
  if (head[156] !== 'g'.charCodeAt(0)) return undefined
  return /^\d+ comment=([0-9a-f]{40}|[0-9a-f]{64})\n/.exec(head.toString('latin1', blockBytes))?.[1]
}

const modes: Record<string, string> = { file: '100644', 'contiguous-file': '100644', symlink: '120000' }

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never

function toMember(entry: Entry): ArchiveMember {
  // Extended headers are text by key; a type that the library does not know is null.
  const { name, size, mode, ...rest } = entry.header
  const { type, pax } = rest as { type: Header['type'] | null; pax?: Record<string, string> | null }
  const isRegular = type === 'file' || type === 'contiguous-file'
  const path = pax?.path
  return {
    name: path === undefined ? Buffer.from(name, 'latin1') : Buffer.from(path),
    mode: isRegular && mode & 0o100 ? '100755' : (modes[type ?? ''] ?? '100644'),
    bytes: size,
    problem: isRegular || type === 'symlink' ? undefined : kindWords(type),
    // What a tar holds is bytes.
    read: () => gather(entry as AsyncIterable<Buffer>),
  }
}

function kindWords(type: Header['type'] | null): string {
  if (type === 'link') return 'a second name (hard link) of another file'
  if (type === 'fifo' || type?.endsWith('device')) return 'a device, not a file'
  return 'of a kind that is not read from archives'
}
