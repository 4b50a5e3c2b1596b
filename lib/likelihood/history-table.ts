import { createUndoLog } from './undo-log'

const bucketBits = 20
const bucketWords = 4

/**
 * Bit histories by context: 2^20 buckets of 16 bytes, one for each context and half-byte: a check byte, then the
 * histories of the 15 nodes of a tree of four bits (root at 1, children of n at 2n and 2n + 1). A context that is not
 * found in three neighbouring buckets (one cache line) takes the one whose first history is shortest: the hash table
 * of lpaq1 (M. Mahoney, 2007).
 */
export function createHistoryTable() {
  const words = new Int32Array(bucketWords << bucketBits)
  const states = new Uint8Array(words.buffer)
  const log = createUndoLog(words, bucketWords)

  /**
   * Writes where the buckets of all contexts begin in `states`, for the half-byte that follows `partial` (0: the
   * first). Returns how many of the contexts have been seen before.
   */
  function open(contexts: Int32Array, partial: number, buckets: Int32Array): number {
    const salt = Math.imul(partial, 0x7feb352d)
    let seen = 0
    for (let index = 0; index < contexts.length; index += 1) {
      const bucket = openBucket(((contexts[index] as number) + salt) | 0)
      buckets[index] = bucket
      if (states[bucket + 1] !== 0) seen += 1
    }
    return seen
  }

  function openBucket(context: number): number {
    let hash = Math.imul(context ^ (context >>> 15), 0x2c1b3c6d)
    hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39)
    hash ^= hash >>> 16
    const check = hash & 0xff
    const home = hash >>> (32 - bucketBits)
    const second = home ^ 1
    const third = home ^ 2
    let chosen = home
    if (states[home << 4] === check) {
      log.save(home)
      return home << 4
    }
    if (states[second << 4] === check) {
      log.save(second)
      return second << 4
    }
    if (states[third << 4] === check) {
      log.save(third)
      return third << 4
    }
    if ((states[(second << 4) + 1] as number) < (states[(chosen << 4) + 1] as number)) chosen = second
    if ((states[(third << 4) + 1] as number) < (states[(chosen << 4) + 1] as number)) chosen = third
    log.save(chosen)
    const word = chosen << 2
    words[word] = 0
    words[word + 1] = 0
    words[word + 2] = 0
    words[word + 3] = 0
    states[chosen << 4] = check
    return chosen << 4
  }

  return { states, open, mark: log.mark, undo: log.undo }
}
