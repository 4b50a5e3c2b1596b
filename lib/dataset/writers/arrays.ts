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
    const ids = Buffer.concat(found.map((tokens) => bytesOf(tokens.ids)))
    const trained = Buffer.concat(found.map((tokens) => tokens.trained))
    return { rows: payloads.length, chunks: [ids, trained] }
  },
  openShard: () => shard,
}

function tokensOf(payload: Payload) {
  if ('tokens' in payload) return payload.tokens
  throw new Error('Arrays are made of tokens.')
}

export function bytesOf(ids: Uint32Array): Buffer {
  const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength)
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32()
}

const shard: ShardEncoder = {
  header: () => [nothing, nothing],
  append: ({ chunks }) => chunks,
  footer: () => [nothing, nothing],
  state: () => '',
}
