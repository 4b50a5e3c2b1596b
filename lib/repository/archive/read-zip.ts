import { Readable } from 'node:stream'
import yauzl, { type Entry, RandomAccessReader, type ZipFile } from 'yauzl'
import { type Archive, type ArchiveBytes, type ArchiveMember, gather } from './archive'
import { explainDamage, requireHonestSize, requireMemberCount } from './unpacking-limit'

/** Gives yauzl the bytes it asks for. */
class ArchiveReader extends RandomAccessReader {
  private readonly bytes: ArchiveBytes

  constructor(bytes: ArchiveBytes) {
    super()
    this.bytes = bytes
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.bytes.read(start, end), { objectMode: false })
  }

  override read(into: Buffer, at: number, length: number, from: number, done: (error: Error | null) => void): void {
    gather(this.bytes.read(from, from + length)).then((read) => {
      read.copy(into, at)
      done(read.length < length ? new Error('The zip ends early.') : null)
    }, done)
  }
}

/** A zip: its directory at the end says what is in it, and each content is read from where it lies. */
export function openZip(bytes: ArchiveBytes): Archive {
  let commit: string | undefined
  return { members, commit: () => commit }

  async function* members(signal: AbortSignal): AsyncGenerator<ArchiveMember> {
    try {
      const options = { autoClose: false, lazyEntries: true, decodeStrings: false }
      const zip = await yauzl.fromRandomAccessReaderPromise(new ArchiveReader(bytes), bytes.size, options)
      requireMemberCount(zip.entryCount)
      commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.exec(String(zip.comment))?.[0]
      let unpacked = 0
      for await (const entry of zip.eachEntry()) {
        signal.throwIfAborted()
        unpacked += entry.uncompressedSize
        requireHonestSize(unpacked, bytes.size)
        const member = toMember(zip, entry)
        if (!isLeftOut(member.name)) yield member
      }
    } catch (error) {
      throw explainDamage(error, signal)
    }
  }
}

const finderFolder = '__MACOSX/'

/** Folders, and what the Finder keeps beside the files. */
function isLeftOut(name: Buffer): boolean {
  return name.at(-1) === 0x2f || name.subarray(0, finderFolder.length).toString('latin1') === finderFolder
}

const unix = 3
const kindMask = 0o170000
/** By the kind of file that Unix puts above the permissions; folders are left out before. */
const modes = new Map([
  [0, '100644'],
  [0o100000, '100644'],
  [0o120000, '120000'],
])

function toMember(zip: ZipFile, entry: Entry): ArchiveMember {
  const isUnix = entry.versionMadeBy >> 8 === unix
  const mode = isUnix ? entry.externalFileAttributes >>> 16 : 0
  const kind = modes.get(mode & kindMask)
  return {
    name: isUnix ? entry.fileNameRaw : withSlashes(entry.fileNameRaw),
    mode: kind === '100644' && mode & 0o100 ? '100755' : (kind ?? '100644'),
    bytes: entry.uncompressedSize,
    problem: problemOf(entry, kind),
    read: async () => gather(await zip.openReadStreamPromise(entry)),
  }
}

function problemOf(entry: Entry, kind: string | undefined): string | undefined {
  if (kind === undefined) return 'a device, not a file'
  if (entry.isEncrypted()) return 'encrypted'
  return entry.canDecodeFileData() ? undefined : 'packed in a way that is not read'
}

/** Some programs of Windows write its separators. */
function withSlashes(name: Buffer): Buffer {
  return Buffer.from(name.map((byte) => (byte === 0x5c ? 0x2f : byte)))
}
