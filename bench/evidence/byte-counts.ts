/** Of one context: how often each byte followed it, and in all. */
type Counts = { total: number; of: Map<number, number> }

const longest = 5
const shift = 256

/**
 * Nats of a target after a text, by interpolated counts of the last 0 to 5 bytes with Witten–Bell smoothing (I. H. Witten,
 * T. C. Bell, "The zero-frequency problem", 1991). It learns as it reads. Nothing in it is mixed, matched, hashed or
 * tuned, and it shares no line with the embedded scorer. Counts are the whole state, so that reading is undone exactly.
 */
export function createByteCounts() {
  const orders = Array.from({ length: longest + 1 }, () => new Map<number, Counts>())
  const read: number[] = []

  /** The last `order` bytes before `at` as one number. */
  function contextAt(at: number, order: number): number {
    let key = 0
    for (let index = at - order; index < at; index += 1) key = key * shift + (read[index] ?? 0)
    return key
  }

  function probability(byte: number): number {
    let estimate = 1 / 256
    for (const [order, contexts] of orders.entries()) {
      const counts = contexts.get(contextAt(read.length, order))
      if (!counts) break
      const kinds = counts.of.size
      estimate = ((counts.of.get(byte) ?? 0) + kinds * estimate) / (counts.total + kinds)
    }
    return estimate
  }

  function push(byte: number): void {
    for (const [order, contexts] of orders.entries()) {
      if (order > read.length) break
      const key = contextAt(read.length, order)
      const counts = contexts.get(key) ?? { total: 0, of: new Map() }
      contexts.set(key, counts)
      counts.total += 1
      counts.of.set(byte, (counts.of.get(byte) ?? 0) + 1)
    }
    read.push(byte)
  }

  function pop(): void {
    const byte = read.pop() ?? 0
    for (const [order, contexts] of orders.entries()) {
      if (order > read.length) break
      const key = contextAt(read.length, order)
      const counts = contexts.get(key)
      if (!counts) throw new Error('A byte was not counted.')
      counts.total -= 1
      const left = (counts.of.get(byte) ?? 0) - 1
      if (left > 0) counts.of.set(byte, left)
      else counts.of.delete(byte)
      if (counts.total === 0) contexts.delete(key)
    }
  }

  /** −ln p of the bytes, which are learned from. */
  function score(bytes: Uint8Array): number {
    let nats = 0
    for (const byte of bytes) {
      nats -= Math.log(probability(byte))
      push(byte)
    }
    return nats
  }

  return {
    score,
    /** Learns the bytes, forgets those after the longest start that they share with what was read before. */
    enter(bytes: Uint8Array): void {
      let known = 0
      while (known < read.length && known < bytes.length && read[known] === bytes[known]) known += 1
      while (read.length > known) pop()
      for (const byte of bytes.subarray(known)) push(byte)
    },
    length: () => read.length,
  }
}

/** The probabilities of the 256 bytes that may come next. */
export function distribution(counts: ReturnType<typeof createByteCounts>, text: Uint8Array): number[] {
  return Array.from({ length: 256 }, (_, byte) => {
    counts.enter(text)
    return Math.exp(-counts.score(Uint8Array.of(byte)))
  })
}
