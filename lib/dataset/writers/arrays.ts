import { endianness } from 'node:os'
import { type Encoding, nothing, type Payload, type ShardEncoder } from './encoding'

const blockBytes = 2 << 20

/** Flat arrays: 32-bit little-endian ids, and a byte of 0 or 1 for each. */
export const arraysEncoding: Encoding = {
  endings: ['.tokens.bin', '.label_mask.bin'],
  blockBytes,
  blockDocuments: Number.POSITIVE_INFINITY,
  async prepare(payloads) {
    const found = payloads.map(tokensOf)
    const ids = found.map((tokens) => bytesOf(tokens.ids))
    const trained = found.map((tokens) => viewOf(tokens.trained))
    return { rows: payloads.length, chunks: [ids, trained] }
  },
  openShard: () => shard,
}

function tokensOf(payload: Payload) {
  if ('tokens' in payload) return payload.tokens
  throw new Error('Arrays are made of tokens.')
}

export function bytesOf(ids: Uint32Array): Buffer {
  const bytes = viewOf(ids)
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32()
}

function viewOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength) // tokens are never shared between threads
}

const shard: ShardEncoder = {
  header: () => [nothing, nothing],
  append: ({ chunks }) => chunks,
  footer: () => [nothing, nothing],
  state: () => '',
}
