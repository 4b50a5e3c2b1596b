/** A run of letters, digits, `_` and `$`, or any other character that is not white space. */
const token = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu
/** The name of what only another text has. */
export const unknown = -1

/**
 * Names of the n-grams of a text, in order, all below `limit`. `find` gives those of another text by the same names: an
 * n-gram that only the other has is `unknown`.
 */
export type Names = { own: Int32Array; limit: number; find(text: string): Int32Array }

/**
 * Exact numbers for n-grams of `gramTokens` tokens, a power of two: tokens get names, then pairs of neighbouring names, pairs of those, and so on up to all
 * tokens (R. Karp, R. Miller, A. Rosenberg, "Rapid identification of repeated patterns in strings, trees and arrays",
 * 1972). Texts mostly differ in their pairs already, so that little is looked up beyond.
 */
export function openNames(text: string, gramTokens: number): Names {
  const words = new Map<string, number>()
  const levels: Pairs[] = []
  let own = tokenNames(text, (word) => {
    const known = words.get(word) ?? words.size
    if (known === words.size) words.set(word, known)
    return known
  })
  for (let apart = 1; apart < gramTokens; apart *= 2) {
    const pairs = openPairs(own.length)
    own = joined(own, apart, pairs.give)
    levels.push(pairs)
  }
  return {
    own,
    limit: levels.at(-1)?.limit ?? words.size,
    find: (other) =>
      levels.reduce(
        (names, pairs, level) => joined(names, 1 << level, pairs.find),
        tokenNames(other, (word) => words.get(word) ?? unknown),
      ),
  }
}

/** Where the tokens of a text lie, in UTF-16 code units. */
export function tokenSpans(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(token), ({ index, 0: word }) => ({ start: index, end: index + word.length }))
}

function tokenNames(text: string, nameOf: (word: string) => number): Int32Array {
  const names: number[] = []
  for (const [word] of text.matchAll(token)) names.push(nameOf(word))
  return Int32Array.from(names)
}

/** The names of what begins at each place and goes on `apart` tokens further; they take the place of those given. */
function joined(names: Int32Array, apart: number, nameOf: Pairs['give']): Int32Array {
  const count = Math.max(0, names.length - apart)
  for (let at = 0; at < count; at += 1) {
    const left = names[at] as number // both lie inside the array
    const right = names[at + apart] as number
    names[at] = left === unknown || right === unknown ? unknown : nameOf(left, right)
  }
  return names.subarray(0, count)
}

/** Names of pairs of names, below `limit`. */
type Pairs = {
  limit: number
  give(left: number, right: number): number
  find(left: number, right: number): number
}

/**
 * A hash table of up to `most` pairs with linear probing, in plain memory: a Map takes some ten times as much, which for
 * files of a megabyte is more than all else. The name of a pair is its place.
 */
function openPairs(most: number): Pairs {
  const limit = 2 ** Math.ceil(Math.log2(1.5 * most + 2))
  const lefts = new Int32Array(limit).fill(unknown)
  const rights = new Int32Array(limit)
  const placeOf = (left: number, right: number): number => {
    const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
    let place = (mixed ^ (mixed >>> 15)) & (limit - 1)
    while (lefts[place] !== unknown && (lefts[place] !== left || rights[place] !== right))
      place = (place + 1) & (limit - 1)
    return place
  }
  return {
    limit,
    give(left, right) {
      const place = placeOf(left, right)
      lefts[place] = left
      rights[place] = right
      return place
    },
    find(left, right) {
      const place = placeOf(left, right)
      return lefts[place] === unknown ? unknown : place
    },
  }
}
