import { setImmediate } from 'node:timers/promises'
import { pack } from 'tar-stream'
import type { ByteRange } from '@/lib/http/ranged-response'

/** A stretch of an archive: bytes that are known, or those of a file. */
export type Piece = { at: number; bytes: number } & ({ known: Buffer } | { path: string })

export type ArchivedFile = { path: string; bytes: number }

export type Archive = { bytes: number; pieces: Piece[] }

const block = 512
const fileMode = 0o644

/**
 * Where every byte of a tar with these files lies, so that a download can be gone on with anywhere. The same files give
 * the same bytes.
 */
export async function layOut(files: readonly ArchivedFile[], folder: string, at: Date): Promise<Archive> {
  const pieces: Piece[] = []
  let end = 0
  const add = (piece: { known: Buffer } | { path: string; bytes: number }) => {
    const bytes = 'known' in piece ? piece.known.length : piece.bytes
    if (bytes > 0) pieces.push({ ...piece, bytes, at: end })
    end += bytes
  }
  for (const { path, bytes } of files) {
    add({ known: await headerOf(`${folder}/${path}`, bytes, at) })
    add({ path, bytes })
    add({ known: Buffer.alloc((block - (bytes % block)) % block) })
  }
  add({ known: Buffer.alloc(2 * block) })
  return { bytes: end, pieces }
}

async function headerOf(name: string, size: number, mtime: Date): Promise<Buffer> {
  const packing = pack()
  packing.on('error', () => undefined)
  const chunks: Uint8Array[] = []
  packing.on('data', (chunk) => {
    if (chunk instanceof Uint8Array) chunks.push(chunk)
  })
  packing.entry({ name, size, mtime, mode: fileMode, type: 'file' })
  await setImmediate()
  packing.destroy()
  return Buffer.concat(chunks)
}

/** The pieces of an archive that a range touches, each with what of it: from where, to where. */
export function piecesWithin(
  { pieces }: Archive,
  { start, end }: ByteRange,
): { piece: Piece; from: number; to: number }[] {
  return pieces.flatMap((piece) => {
    const [from, to] = [Math.max(0, start - piece.at), Math.min(piece.bytes, end - piece.at)]
    return from < to ? [{ piece, from, to }] : []
  })
}
