/**
 * Adaptive probabilities in one 32-bit cell: 22 bits of probability that the next bit is 1 above a 10-bit count of
 * what was seen. Each observation moves the probability by about 1 / (count + 1.6) of its error, so it learns fast
 * while young and settles later (the StateMap of M. Mahoney's lpaq1, 2007).
 */
const countLimit = 1023
const largest = 4194303

/** Rates in steps of 2^−13. */
const rates = Int32Array.from({ length: countLimit + 1 }, (_, count) => 8192 / (count + 1.6))

export function probabilityCell(probability: number): number {
  return (Math.floor(probability * largest) << 10) | 0
}

/** The cell after it has seen `bit`. The product wraps modulo 2^32, and so does the sum, which is in range again. */
export function adaptCell(cell: number, bit: number): number {
  const count = cell & countLimit
  const error = ((bit << 22) - (cell >>> 10)) >> 3
  return cell + (Math.imul(error, rates[count] as number) & ~countLimit) + (count < countLimit ? 1 : 0)
}
