import type { Tokenized } from '@/lib/dataset/formats/format'

const bytesPerToken = 5

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

/** What `writeTokens` has put down, so many tokens of it, in memory of their own. */
export function readTokens(bytes: Uint8Array, tokens: number): Tokenized {
  const ids = new Uint32Array(tokens)
  // Numbers have to lie at a multiple of four.
  new Uint8Array(ids.buffer).set(bytes.subarray(0, ids.byteLength))
  return { ids, trained: new Uint8Array(bytes.subarray(ids.byteLength, lengthOf(tokens))) }
}
