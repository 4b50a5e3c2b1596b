/**
 * The logistic domain in which predictions are mixed: stretch(p) = ln(p / (1 − p)) and its inverse squash
 * (M. Mahoney, "Adaptive Weighing of Context Models for Lossless Data Compression", 2005). Both are tables, so the
 * inner loop calls no transcendental function and gives the same result on every run.
 */

const stretchSteps = 4096

/** stretch of a 12-bit probability: entry i holds stretch((i + 0.5) / 4096). */
export const stretchTable = Float64Array.from({ length: stretchSteps }, (_, index) => {
  const probability = (index + 0.5) / stretchSteps
  return Math.log(probability / (1 - probability))
})

/** Arguments of squash are clamped to ±this, so no probability is below e^−12 per bit. */
export const squashLimit = 12
const squashSteps = 4096
const squashScale = squashSteps / (2 * squashLimit)

const squashTable = Float64Array.from(
  { length: squashSteps + 2 },
  (_, index) => 1 / (1 + Math.exp(squashLimit - index / squashScale)),
)

/** 1 / (1 + e^−x), by linear interpolation. */
export function squash(x: number): number {
  if (x >= squashLimit) return squashTable[squashSteps] as number
  if (x <= -squashLimit) return squashTable[0] as number
  const position = (x + squashLimit) * squashScale
  const index = position | 0
  const low = squashTable[index] as number
  return low + ((squashTable[index + 1] as number) - low) * (position - index)
}
