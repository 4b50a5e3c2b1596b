import type { Arena } from './arena'
import type { ByteHistory } from './byte-history'
import { probabilityCell } from './probability-map'
import { createUndoLog } from './undo-log'

const tableBits = 18
const shortestMatch = 5
const verifiedLength = 40
const recoveredLength = 16
const missLimit = 8
const lengthClasses = 51

/**
 * Predicts that what followed the last occurrence of the present context follows again (the match model of PAQ). How
 * far to trust it is learned for each class of match length and of recent misses; after a miss it goes on along the
 * same copy for a few bytes, since copies with small edits are what related source files are made of.
 */
export function createMatchModel(arena: Arena, history: ByteHistory) {
  const table = new Int32Array(1 << tableBits)
  const log = createUndoLog(table, 1)
  /** pointer, length, misses, expected byte with a leading one (0: none), row of the trust table */
  const state = arena.integers(5)
  const trust = arena.integers(lengthClasses * 8)
  for (let row = 0; row < lengthClasses * 4; row += 1) {
    const agreement = 1 - 1 / ((row >> 2) * 2 + 3)
    trust[row * 2] = probabilityCell(1 - agreement)
    trust[row * 2 + 1] = probabilityCell(agreement)
  }

  function lengthClass(length: number): number {
    if (length < 16) return length
    if (length < 32) return 16 + ((length - 16) >> 2)
    return length < 512 ? 20 + ((length - 32) >> 4) : lengthClasses - 1
  }

  /** The expected byte with a leading one bit, or 0 where nothing is expected. */
  function expect(): number {
    const length = state[1] as number
    const misses = state[2] as number
    const isActive = length > 0 || misses > 0
    state[3] = isActive ? history.at(state[0] as number) | 256 : 0
    state[4] = (lengthClass(length) * 4 + Math.min(misses, 3)) * 2
    return state[3] as number
  }

  /** 0 without a match, then 1 to 6 by length. */
  function strength(): number {
    if (state[3] === 0) return 0
    const length = state[1] as number
    if (length === 0) return 1
    if (length < 8) return 2
    return length < 32 ? 2 + (length >> 3) : 6
  }

  /** Where in `trust` the cells begin that say how likely a 1 is when a 0, then when a 1, is expected. */
  function trustRow(): number {
    return state[4] as number
  }

  function follow(byte: number): void {
    const isRight = ((state[3] as number) & 255) === byte
    state[0] = (state[0] as number) + 1
    state[1] = isRight ? (state[1] as number) + 1 : 0
    if (!isRight) state[2] = ((state[2] as number) + 1) % (missLimit + 1)
    else if ((state[1] as number) > recoveredLength) state[2] = 0
  }

  /** Call after `byte` has been added to the history. */
  function push(byte: number): void {
    if (state[3] !== 0) follow(byte)
    const length = history.length()
    if (length < shortestMatch + 1) return
    const hash = Math.imul(history.lastFour(), 0x9e3779b1) + (history.fourBefore() & 0xffff)
    const slot = Math.imul(hash, 0x85ebca6b) >>> (32 - tableBits)
    if (state[1] === 0) find(table[slot] as number, length)
    log.save(slot)
    table[slot] = length
  }

  function find(candidate: number, length: number): void {
    let common = 0
    const most = Math.min(verifiedLength, candidate)
    while (common < most && history.at(candidate - 1 - common) === history.at(length - 1 - common)) common += 1
    if (common < shortestMatch) return
    state[0] = candidate
    state[1] = common
    state[2] = 0
  }

  return { trust, expect, strength, trustRow, push, mark: log.mark, undo: log.undo }
}
