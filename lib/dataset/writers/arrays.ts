import { endianness } from 'node:os'
import { splitTokens, type TokenBytes } from '@/lib/dataset/tokenizers/token-bytes'
import { type Encoding, nothing, type Payload, type ShardEncoder } from './encoding'

const blockBytes = 2 << 20

/** Flat arrays: 32-bit little-endian ids, and a byte of 0 or 1 for each. */
export const arraysEncoding: Encoding = {
  endings: ['.tokens.bin', '.label_mask.bin'],
  blockBytes,
  blockDocuments: Number.POSITIVE_INFINITY,
  async prepare(payloads) {
    const parts = payloads.map((payload) => splitTokens(tokensOf(payload)))
    return {
      rows: payloads.length,
      chunks: [parts.map(({ ids }) => toLittleEndian(ids)), parts.map(({ trained }) => trained)],
    }
  },
  openShard: () => shard,
}

function tokensOf(payload: Payload): TokenBytes {
  if ('tokens' in payload) return payload.tokens
  throw new Error('Arrays are made of tokens.')
}

function toLittleEndian(ids: Buffer): Buffer {
  return endianness() === 'LE' ? ids : Buffer.from(ids).swap32()
}

const shard: ShardEncoder = {
  header: () => [nothing, nothing],
  append: ({ chunks }) => chunks,
  footer: () => [nothing, nothing],
  state: () => '',
}
