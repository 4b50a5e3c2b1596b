import type { Arena } from './arena'
import type { ByteHistory } from './byte-history'

export const contextCount = 9

const newline = 10
const space = 32
const tab = 9

const isWordByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 128 || /[A-Za-z0-9_]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

/**
 * The contexts in which the next byte is predicted, as hashes: the last 1, 2, 3, 4 and 6 bytes; the identifier being
 * written (or, between identifiers, the last one); the byte above in the previous line with the indentation; the first
 * word of the line with the present one; the punctuation of the line so far. Measured and left out, as each is
 * a ninth more work: order 5 (no smaller), pairs of words (0.2% smaller), order 0 (0.9% smaller).
 */
export function createSourceContexts(arena: Arena, history: ByteHistory) {
  const state = arena.integers(8)
  const [word, lastWord, lineStart, lastLineStart, indent, isAfterIndent, lineWord, punctuation] = [
    0, 1, 2, 3, 4, 5, 6, 7,
  ]

  function fill(contexts: Int32Array): void {
    const four = history.lastFour()
    const one = four & 255
    const currentWord = state[word] as number
    const above = byteAbove()
    contexts[0] = one
    contexts[1] = (four & 0xffff) | 0x1000000
    contexts[2] = (four & 0xffffff) | 0x2000000
    contexts[3] = Math.imul(four, 0x2545f491)
    contexts[4] = Math.imul(four, 0x2f0b4c47) + Math.imul((history.fourBefore() & 0xffff) + 1, 0x3c6ef35f)
    contexts[5] = currentWord === 0 ? Math.imul(state[lastWord] as number, 77) + one : currentWord
    contexts[6] =
      Math.imul(above + 256, 0x1000193) +
      one +
      (state[isAfterIndent] === 0 ? 999 : 0) +
      (state[indent] as number) * 3011
    contexts[7] = Math.imul(state[lineWord] as number, 0x1000193) + Math.imul(currentWord, 31) + one
    contexts[8] = Math.imul(state[punctuation] as number, 0x2f0b4c47) + currentWord
    for (let index = 0; index < contextCount; index += 1) {
      contexts[index] = Math.imul(contexts[index] as number, 0x9e3779b1) + Math.imul(index + 1, 0x85ebca6b)
    }
  }

  function byteAbove(): number {
    const index = (state[lastLineStart] as number) + history.length() - (state[lineStart] as number)
    return index < (state[lineStart] as number) ? history.at(index) : newline
  }

  /** Call after `byte` has been added to the history. */
  function push(byte: number): void {
    if (isWordByte[byte] === 1) {
      const hash = state[word] as number
      state[word] = Math.imul(hash + byte + 1, 0x2c1b3c6d) ^ (hash >>> 13)
    } else endWord(byte)
    if (byte === newline) startLine()
    else if (state[isAfterIndent] === 0) {
      if (byte === space) state[indent] = (state[indent] as number) + 1
      else if (byte === tab) state[indent] = (state[indent] as number) + 4
      else state[isAfterIndent] = 1
    }
  }

  function endWord(byte: number): void {
    const ended = state[word] as number
    if (ended !== 0) {
      state[lastWord] = ended
      if (state[lineWord] === 0) state[lineWord] = ended
      state[word] = 0
    }
    if (byte === space || byte === newline) return
    state[punctuation] = Math.imul((state[punctuation] as number) + byte, 0x9e3779b1) & 0xffffff
  }

  function startLine(): void {
    state[lastLineStart] = state[lineStart] as number
    state[lineStart] = history.length()
    state[indent] = 0
    state[isAfterIndent] = 0
    state[lineWord] = 0
    state[punctuation] = 0
  }

  return { fill, push }
}
