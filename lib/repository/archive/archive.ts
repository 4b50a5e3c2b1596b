/** The bytes of an archive, wherever they are; never all of them at once. */
export type ArchiveBytes = {
  size: number
  /** The bytes from `start` up to `end`, in pieces. */
  read(start: number, end: number): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/** One file of an archive (folders are left out), as the archive describes it. */
export type ArchiveMember = {
  name: Buffer
  /** As git writes it. */
  mode: string
  bytes: number
  /** Why it cannot be a file of a snapshot, when it cannot. */
  problem?: string
  /** Its content; to be asked for once, before the next member, or not at all. */
  read(): Promise<Buffer>
}

/** An archive that can be walked through from the beginning, more than once. */
export type Archive = {
  members(signal: AbortSignal): AsyncGenerator<ArchiveMember>
  /** The commit that `git archive` wrote into it; known once a walk has begun. */
  commit(): string | undefined
}

/** Collects a stream of bytes. */
export async function gather(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
