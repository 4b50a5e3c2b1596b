/** Tokens of an n-gram: as long as a line of code; what is shorter stands in every program. */
export const gramTokens = 10

/** So many n-grams, two or three lines of code, have to be the same before it says something: a loop stands in every program. */
export const leastGrams = 20

const token = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu
const prime = 0x100000001b3n
const offset = 0xcbf29ce484222325n
const mask = (1n << 64n) - 1n

/**
 * The n-grams of a text as 64-bit hashes, in order: FNV-1a over the tokens, so that how a text is laid out does not count.
 */
export function gramsOf(text: string): BigUint64Array<ArrayBuffer> {
  const words: bigint[] = []
  const known = new Map<string, bigint>()
  for (const [word] of text.matchAll(token)) {
    let hash = known.get(word)
    if (hash === undefined) {
      hash = offset
      for (let at = 0; at < word.length; at += 1) hash = ((hash ^ BigInt(word.charCodeAt(at))) * prime) & mask
      known.set(word, hash)
    }
    words.push(hash)
  }
  const grams = new BigUint64Array(Math.max(0, words.length - gramTokens + 1))
  for (let start = 0; start < grams.length; start += 1) {
    let hash = offset
    for (let at = start; at < start + gramTokens; at += 1) hash = ((hash ^ (words[at] ?? 0n)) * prime) & mask
    grams[start] = hash
  }
  return grams
}

/** Whether a text has as many n-grams as it takes to be found; reads no further than that. */
export function isTelling(text: string): boolean {
  let missing = leastGrams + gramTokens - 1
  for (const _ of text.matchAll(token)) {
    missing -= 1
    if (missing === 0) return true
  }
  return false
}
