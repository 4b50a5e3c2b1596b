/**
 * Bit histories: what one context has seen so far, in one byte. A state stands for a pair of bounded counts (zeros,
 * ones) and, for short histories, which bit came last; state 0 has seen nothing. When one bit is seen, a large count
 * of the other is partly forgotten, so histories favour recent evidence. The table is generated as in the ZPAQ
 * specification, level 2 (M. Mahoney, 2016), "Indirect context model".
 */

const largestCount = 50
/** bound[b] is the largest count allowed beside a count of b. */
const bound = [20, 48, 15, 8, 6, 5]

function stateCount(zeros: number, ones: number): number {
  const large = Math.max(zeros, ones)
  const small = Math.min(zeros, ones)
  if (small < 0 || small >= bound.length || large > (bound[small] as number)) return 0
  return small > 0 && zeros + ones <= 17 ? 2 : 1
}

function discount(count: number): number {
  return [1, 2, 3, 4, 5, 7, 8].filter((threshold) => count >= threshold).length
}

/** The counts after a bit that agrees with the first count, brought back into bounds. */
function after(agreeing: number, other: number): [number, number] {
  let seen = agreeing + 1
  let unseen = discount(other)
  while (stateCount(seen, unseen) === 0) {
    const isFewer = seen < unseen
    let large = isFewer ? unseen : seen
    let small = isFewer ? seen : unseen
    if (small < 2) large -= 1
    else {
      large = Math.trunc((large * (small - 1) + (small >> 1)) / small)
      small -= 1
    }
    seen = isFewer ? small : large
    unseen = isFewer ? large : small
  }
  return [seen, unseen]
}

function generate(): { next: Uint8Array; zeros: Uint8Array; ones: Uint8Array } {
  const numbers = new Map<string, number>()
  const states: [number, number][] = []
  for (let total = 0; total < largestCount; total += 1) {
    for (let ones = 0; ones <= total; ones += 1) {
      const zeros = total - ones
      const count = stateCount(zeros, ones)
      for (let last = 0; last < count; last += 1) {
        numbers.set(`${zeros} ${ones} ${last}`, states.length)
        states.push([zeros, ones])
      }
    }
  }
  const numberOf = (zeros: number, ones: number, last: number) =>
    numbers.get(`${zeros} ${ones} ${stateCount(zeros, ones) === 2 ? last : 0}`) as number
  const next = new Uint8Array(512)
  states.forEach(([zeros, ones], state) => {
    const [zerosAfter0, onesAfter0] = after(zeros, ones)
    const [onesAfter1, zerosAfter1] = after(ones, zeros)
    next[state * 2] = numberOf(zerosAfter0, onesAfter0, 0)
    next[state * 2 + 1] = numberOf(zerosAfter1, onesAfter1, 1)
  })
  const column = (index: 0 | 1) => Uint8Array.from({ length: 256 }, (_, state) => states[state]?.[index] ?? 0)
  return { next, zeros: column(0), ones: column(1) }
}

const table = generate()

/** Entry state × 2 + bit is the state after that bit. */
export const nextHistory = table.next
/** Zeros and ones that a state stands for. */
export const historyZeros = table.zeros
export const historyOnes = table.ones
