import type { Arena } from './arena'

/** The bytes a model has read. Grows as needed; undo only shortens it, as bytes past the end are never read. */
export type ByteHistory = {
  length(): number
  at(index: number): number
  push(byte: number): void
  /** The last four bytes, the most recent lowest. */
  lastFour(): number
  /** The four bytes before those. */
  fourBefore(): number
}

export function createByteHistory(arena: Arena): ByteHistory {
  const state = arena.integers(3)
  let bytes = new Uint8Array(1 << 16)
  return {
    length: () => state[0] as number,
    at: (index) => bytes[index] as number,
    push(byte) {
      const length = state[0] as number
      if (length === bytes.length) {
        const larger = new Uint8Array(length * 2)
        larger.set(bytes)
        bytes = larger
      }
      bytes[length] = byte
      state[0] = length + 1
      const lastFour = state[1] as number
      state[2] = ((state[2] as number) << 8) | (lastFour >>> 24)
      state[1] = (lastFour << 8) | byte
    },
    lastFour: () => state[1] as number,
    fourBefore: () => state[2] as number,
  }
}
