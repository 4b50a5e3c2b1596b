import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '@/lib/errors'
import type { TokenScores } from './token-scores'

/**
 * Token scores as bytes, deflated: the number of tokens, the length of each token but the last (the distance between
 * starts), the costs as 32-bit floats; all little-endian. `decodeTokens` gives back the same numbers.
 */
export function encodeTokens({ starts, nats }: TokenScores): Uint8Array<ArrayBuffer> {
  const count = starts.length
  const view = new DataView(new ArrayBuffer(4 + 8 * count))
  view.setUint32(0, count, true)
  for (let index = 0; index < count; index += 1) {
    view.setUint32(4 + 4 * index, (starts[index] ?? 0) - (starts[index - 1] ?? 0), true)
    view.setFloat32(4 + 4 * (count + index), nats[index] ?? 0, true)
  }
  return Uint8Array.from(deflateRawSync(view))
}

/** The token scores that `encodeTokens` made bytes of. Throws when the bytes are not whole. */
export function decodeTokens(bytes: Uint8Array): TokenScores {
  const plain = inflateRawSync(bytes)
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength)
  const count = view.byteLength < 4 ? -1 : view.getUint32(0, true)
  if (view.byteLength !== 4 + 8 * count) throw new AppError('invalid', 'The stored token scores are not whole.')
  const starts = new Uint32Array(count)
  const nats = new Float32Array(count)
  let start = 0
  for (let index = 0; index < count; index += 1) {
    start += view.getUint32(4 + 4 * index, true)
    starts[index] = start
    nats[index] = view.getFloat32(4 + 4 * (count + index), true)
  }
  return { starts, nats }
}
