import { createArena } from './arena'
import { historyOnes, historyZeros, nextHistory } from './bit-history'
import { createByteHistory } from './byte-history'
import { createHistoryTable } from './history-table'
import { squash, squashLimit, stretchTable } from './logistic'
import { createMatchModel } from './match-model'
import { adaptCell, probabilityCell } from './probability-map'
import { contextCount, createSourceContexts } from './source-contexts'
import { warmUpText } from './warm-up'

/** Changes whenever the same bytes could score differently: part of every fingerprint. */
export const modelVersion = 'cm-1'

export type EmbeddedModel = {
  /** Learns from bytes without reporting their cost. */
  read(bytes: Uint8Array): void
  /**
   * −ln p of the bytes after everything read or scored so far, in nats; they are learned from, so the score of a
   * concatenation is the sum of the scores of its parts. `nats`, when given, receives the cost of every byte.
   */
  score(bytes: Uint8Array, nats?: Float32Array): number
  /** Marks nest, up to 255 deep. */
  mark(): void
  /** Goes back, exactly, to the state at the last mark, and closes that mark. */
  undo(): void
  /** The probabilities of the 256 possible next bytes. Slow: made for tests and explanations. */
  distribution(): Float64Array
}

/** One input per context, two of the match model, and a constant. */
const inputCount = contextCount + 3
const constantInput = 0.3
const byPartialByte = 256
const byEvidence = 7 * 5 * 2
const initialWeight = 0.25

const firstRate = 0.03
const lastRate = 0.003
const rateDecay = 0.0003

const refinerSteps = 33
const refinerStretch = (refinerSteps - 1) / (2 * squashLimit)
const refinerContextBits = 10
const refinerSize = refinerSteps << refinerContextBits
const refinerRate = 0.02

const largestStretch = squashLimit - 0.001
const smallestProbability = 1e-6
const arenaBytes = 1 << 20

/**
 * An adaptive context-mixing model of source text in the PAQ tradition (M. Mahoney, "Adaptive Weighing of Context
 * Models for Lossless Data Compression", 2005; lpaq1, 2007). Bit by bit, each context contributes the bit history it
 * has seen, mapped to a learned probability; these and a match model are mixed in the logistic domain by two sets of
 * weights, one chosen by the bits of the byte so far, one by the match and the number of contexts that know
 * something; two adaptive probability maps correct the outcome. Every probability is a true one: over 256 bytes they
 * sum to one. No randomness and no clock: the same calls give the same bits.
 *
 * About 20 MB. Creating one costs milliseconds; keep one per thread and go back with marks.
 */
export function createModel(warmUp: string = warmUpText): EmbeddedModel {
  const arena = createArena(arenaBytes)
  const history = createByteHistory(arena)
  const sourceContexts = createSourceContexts(arena, history)
  const match = createMatchModel(arena, history)
  const table = createHistoryTable()

  const estimates = arena.integers(contextCount * 256)
  for (let index = 0; index < estimates.length; index += 1) {
    const ones = historyOnes[index & 255] as number
    const zeros = historyZeros[index & 255] as number
    estimates[index] = probabilityCell((ones + 0.4) / (zeros + ones + 0.8))
  }
  const partialWeights = arena.floats(byPartialByte * inputCount).fill(initialWeight)
  const evidenceWeights = arena.floats(byEvidence * inputCount).fill(initialWeight)
  const firstRefiner = arena.floats(refinerSize)
  const secondRefiner = arena.floats(refinerSize)
  for (let index = 0; index < refinerSize; index += 1) {
    firstRefiner[index] = squash((index % refinerSteps) / refinerStretch - squashLimit)
  }
  secondRefiner.set(firstRefiner)

  const contexts = new Int32Array(contextCount)
  const buckets = new Int32Array(contextCount)
  const estimateOf = new Int32Array(contextCount)
  const inputs = new Float64Array(contextCount)

  /**
   * −ln p of one byte, which is learned. One long function over local names: this is the inner loop of every search,
   * and split up, or with names reached through closures and imports, it runs at half the speed or less.
   */
  function code(byte: number): number {
    const { states } = table
    const { trust } = match
    const known = estimates
    const knownAt = estimateOf
    const bucketAt = buckets
    const input = inputs
    const weightA = partialWeights
    const weightB = evidenceWeights
    const refinerA = firstRefiner
    const refinerB = secondRefiner
    const next = nextHistory
    const stretch = stretchTable
    const squashed = squash
    const adapt = adaptCell
    const count = contextCount
    const limit = squashLimit

    sourceContexts.fill(contexts)
    const lastFour = history.lastFour()
    const expected = match.expect()
    const strength = match.strength() * 5
    const trustRow = match.trustRow()
    const rate = Math.max(lastRate, firstRate / (1 + history.length() * rateDecay))
    let evidence = table.open(contexts, 0, bucketAt) >> 1
    let partial = 1
    let node = 1
    let probability = 1
    for (let shift = 7; shift >= 0; shift -= 1) {
      const bit = (byte >> shift) & 1
      if (shift === 3) {
        evidence = table.open(contexts, partial, bucketAt) >> 1
        node = 1
      }

      const isExpecting = expected >> (shift + 1) === partial
      const trustAt = trustRow + ((expected >> shift) & 1)
      const trusted = isExpecting ? (trust[trustAt] as number) >>> 20 : 0
      const matchStretch = isExpecting ? (stretch[trusted] as number) : 0
      const matchLean = isExpecting ? (trusted - 2047.5) / 1024 : 0
      const rowA = partial * inputCount
      const rowB = (((isExpecting ? strength : 0) + evidence) * 2 + (shift >> 2)) * inputCount
      const matchA = rowA + count
      const matchB = rowB + count
      let mixedA =
        (weightA[matchA] as number) * matchStretch +
        (weightA[matchA + 1] as number) * matchLean +
        (weightA[matchA + 2] as number) * constantInput
      let mixedB =
        (weightB[matchB] as number) * matchStretch +
        (weightB[matchB + 1] as number) * matchLean +
        (weightB[matchB + 2] as number) * constantInput
      for (let index = 0; index < count; index += 1) {
        const state = states[(bucketAt[index] as number) + node] as number
        const at = (index << 8) | state
        knownAt[index] = at
        if (state !== 0) {
          const value = stretch[(known[at] as number) >>> 20] as number
          input[index] = value
          mixedA += (weightA[rowA + index] as number) * value
          mixedB += (weightB[rowB + index] as number) * value
        }
      }

      let mixed = (mixedA + mixedB) * 0.5
      if (mixed > largestStretch) mixed = largestStretch
      else if (mixed < -largestStretch) mixed = -largestStretch
      const position = (mixed + limit) * refinerStretch
      const bucket = position | 0
      const fraction = position - bucket
      const atA = refinerRow(((lastFour & 0xff) << 8) | partial) + bucket
      const atB = refinerRow(((lastFour & 0xffff) << 8) | partial) + bucket
      const lowA = refinerA[atA] as number
      const lowB = refinerB[atB] as number
      const refinedA = lowA + ((refinerA[atA + 1] as number) - lowA) * fraction
      const refinedB = lowB + ((refinerB[atB + 1] as number) - lowB) * fraction
      let one = squashed(mixed) * 0.5 + (refinedA + refinedB) * 0.25
      if (one < smallestProbability) one = smallestProbability
      else if (one > 1 - smallestProbability) one = 1 - smallestProbability
      probability *= bit === 1 ? one : 1 - one

      const nearest = fraction >= 0.5 ? 1 : 0
      refinerA[atA + nearest] = (refinerA[atA + nearest] as number) * (1 - refinerRate) + bit * refinerRate
      refinerB[atB + nearest] = (refinerB[atB + nearest] as number) * (1 - refinerRate) + bit * refinerRate
      const stepA = (bit - squashed(mixedA)) * rate
      const stepB = (bit - squashed(mixedB)) * rate
      for (let index = 0; index < count; index += 1) {
        const at = knownAt[index] as number
        const state = at & 255
        states[(bucketAt[index] as number) + node] = next[(state << 1) | bit] as number
        if (state !== 0) {
          const value = input[index] as number
          weightA[rowA + index] = (weightA[rowA + index] as number) + stepA * value
          weightB[rowB + index] = (weightB[rowB + index] as number) + stepB * value
          known[at] = adapt(known[at] as number, bit)
        }
      }
      weightA[matchA + 2] = (weightA[matchA + 2] as number) + stepA * constantInput
      weightB[matchB + 2] = (weightB[matchB + 2] as number) + stepB * constantInput
      if (isExpecting) {
        weightA[matchA] = (weightA[matchA] as number) + stepA * matchStretch
        weightB[matchB] = (weightB[matchB] as number) + stepB * matchStretch
        weightA[matchA + 1] = (weightA[matchA + 1] as number) + stepA * matchLean
        weightB[matchB + 1] = (weightB[matchB + 1] as number) + stepB * matchLean
        trust[trustAt] = adapt(trust[trustAt] as number, bit)
      }
      partial = (partial << 1) | bit
      node = (node << 1) | bit
    }
    history.push(byte)
    sourceContexts.push(byte)
    match.push(byte)
    return -Math.log(probability)
  }

  function score(bytes: Uint8Array, nats?: Float32Array): number {
    let total = 0
    for (let index = 0; index < bytes.length; index += 1) {
      const cost = code(bytes[index] as number)
      if (nats) nats[index] = cost
      total += cost
    }
    return total
  }

  function mark(): void {
    arena.mark()
    table.mark()
    match.mark()
  }

  function undo(): void {
    arena.undo()
    table.undo()
    match.undo()
  }

  function distribution(): Float64Array {
    return Float64Array.from({ length: 256 }, (_, byte) => {
      mark()
      const cost = code(byte)
      undo()
      return Math.exp(-cost)
    })
  }

  score(new TextEncoder().encode(warmUp))
  return { read: (bytes) => void score(bytes), score, mark, undo, distribution }
}

function refinerRow(context: number): number {
  return (Math.imul(context, 0x9e3779b1) >>> (32 - refinerContextBits)) * refinerSteps
}
