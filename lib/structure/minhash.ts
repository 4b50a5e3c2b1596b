/**
 * Near-duplicates by MinHash. A text becomes the set of its shingles, runs of five tokens (Broder, "On the resemblance
 * and containment of documents", 1997); the chance that two sets have the same minimum under a random order is how much
 * they overlap, their Jaccard index. One permutation cut into bins gives all minima in one pass (Li, Owen & Zhang, "One
 * permutation hashing", 2012), and bins that stay empty borrow from others at random (Shrivastava, "Optimal
 * densification for fast and accurate minwise hashing", 2017).
 */

const binCount = 128
const shingleTokens = 5

/** Fewer tokens than these say too little: a licence header alone would make two files alike. */
const leastTokens = 50

/** The least hash in each bin. Those of a union of texts are the least of theirs. */
export type Minima = Uint32Array

const empty = 0xffffffff

export function noMinima(): Minima {
  return new Uint32Array(binCount).fill(empty)
}

export function addMinima(sum: Minima, other: Minima): void {
  for (let bin = 0; bin < binCount; bin++) sum[bin] = Math.min(sum[bin] ?? empty, other[bin] ?? empty)
}

const blank = 0
const word = 1

/** What a byte belongs to: a blank, a word, or a token of its own (2). Beyond ASCII everything is a word. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (byte <= 0x20) return blank
  return byte >= 0x80 || /[\w$]/.test(character) ? word : 2
})

const hashSeed = 0x811c9dc5
const hashPrime = 0x01000193
const base = 0x9e3779b1
/** What a token still weighs in the hash of a shingle when it leaves it. */
const oldestWeight = Array.from({ length: shingleTokens }).reduce<number>((weight) => Math.imul(weight, base), 1)

/** The minima of a text, however it is laid out: blanks and line ends do not count. Undefined when it is too short. */
export function minimaOf(content: Uint8Array): Minima | undefined {
  const minima = noMinima()
  const recent = new Int32Array(shingleTokens)
  let tokens = 0
  let shingle = 0
  for (let at = 0; at < content.length; ) {
    let byte = content[at++] ?? 0
    let kind = kinds[byte]
    if (kind === blank) continue
    let token = Math.imul(hashSeed ^ byte, hashPrime)
    while (kind === word && at < content.length) {
      byte = content[at] ?? 0
      kind = kinds[byte]
      if (kind !== word) break
      token = Math.imul(token ^ byte, hashPrime)
      at++
    }
    const place = tokens++ % shingleTokens
    shingle = (Math.imul(shingle, base) + token - Math.imul(recent[place] ?? 0, oldestWeight)) | 0
    recent[place] = token
    if (tokens < shingleTokens) continue
    const hash = mix(shingle)
    const bin = hash >>> 25
    if (hash < (minima[bin] ?? 0)) minima[bin] = hash
  }
  return tokens < leastTokens ? undefined : minima
}

/** The finalizer of MurmurHash3: one to one, every bit of the result depends on every bit given. */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** 16 bits for each bin: two different minima agree in them once in 65,536 times. */
export type Signature = Uint16Array

/** Throws when all bins are empty. */
export function signatureOf(minima: Minima): Signature {
  if (minima.every((least) => least === empty)) throw new Error('There is nothing to sign.')
  return Uint16Array.from(minima, (_, bin) => mix(minima[lender(minima, bin)] ?? empty))
}

/** The bin itself, or for an empty one the first that is not in a random walk which is the same for all sets. */
function lender(minima: Minima, bin: number): number {
  let from = bin
  for (let attempt = 1; minima[from] === empty; attempt++) from = mix(bin * 0x10001 + attempt) % binCount
  return from
}

/** The Jaccard index of two sets; its standard error is at most 0.045. */
export function estimateJaccard(a: Signature, b: Signature): number {
  let same = 0
  for (let bin = 0; bin < binCount; bin++) if (a[bin] === b[bin]) same++
  return same / binCount
}

/** How a signature is cut for the search: sets that agree in a whole band are compared. */
export type Banding = { bands: number; rows: number }

/** Finds 93% of the pairs with an index of 0.8 and 99.5% of those with 0.9, and 4% of those with 0.3. */
export const fileBanding: Banding = { bands: 5, rows: 4 }

/** Finds 99% of the pairs with an index of 0.6, and 23% of those with 0.3. */
export const snapshotBanding: Banding = { bands: 32, rows: 4 }

/** One key of 64 bits for each band. */
export function bandKeys(signature: Signature, { bands, rows }: Banding): bigint[] {
  return Array.from({ length: bands }, (_, band) => {
    const halves = new Int32Array([band, ~band])
    for (const value of signature.subarray(band * rows, (band + 1) * rows)) {
      halves[0] = mix(Math.imul(halves[0] ?? 0, base) ^ value)
      halves[1] = mix(Math.imul(halves[1] ?? 0, hashPrime) + value)
    }
    return new BigInt64Array(halves.buffer)[0] ?? 0n
  })
}

export function signatureBytes(signature: Signature): Buffer {
  return Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength)
}

export function signatureFrom(bytes: Uint8Array): Signature {
  return new Uint16Array(Uint8Array.from(bytes).buffer)
}
