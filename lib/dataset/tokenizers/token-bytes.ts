import type { Tokenized } from '@/lib/dataset/formats/format'

/** The tokens of a document, as `writeTokens` has them, and how many. */
export type TokenBytes = { tokens: number; bytes: Buffer }

const bytesPerId = 4
const bytesPerToken = bytesPerId + 1

/** How many bytes so many tokens take. */
export function lengthOf(tokens: number): number {
  return bytesPerToken * tokens
}

/** Puts the ids of a document as 32-bit numbers, then a byte for each of them, at a place; returns where they end. */
export function writeTokens({ ids, trained }: Tokenized, into: Uint8Array, at: number): number {
  into.set(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength), at)
  into.set(trained, at + ids.byteLength)
  return at + lengthOf(ids.length)
}

/** The two parts of what `writeTokens` has put down, in place. */
export function splitTokens({ tokens, bytes }: TokenBytes): { ids: Buffer; trained: Buffer } {
  const border = bytesPerId * tokens
  return { ids: bytes.subarray(0, border), trained: bytes.subarray(border, lengthOf(tokens)) }
}

/** The tokens of documents, one after the other, in memory of their own. */
export function joinTokens(documents: readonly TokenBytes[]): Tokenized {
  const length = documents.reduce((sum, { tokens }) => sum + tokens, 0)
  // Numbers have to lie at a multiple of four, which those in the bytes need not.
  const ids = new Uint32Array(length)
  const idBytes = new Uint8Array(ids.buffer)
  const trained = new Uint8Array(length)
  let at = 0
  for (const document of documents) {
    const parts = splitTokens(document)
    idBytes.set(parts.ids, bytesPerId * at)
    trained.set(parts.trained, at)
    at += document.tokens
  }
  return { ids, trained }
}
