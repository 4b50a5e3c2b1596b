import { bisectRight, sum } from 'd3'
import type { Heat } from '@/lib/optimize/heat'
import { headLines } from '@/lib/optimize/optimization'

export const heatModes = ['before', 'after', 'difference', 'baseline'] as const
/** What is shown of each token: its surprise with the thought before, with the one after, the change, or without any. */
export type HeatMode = (typeof heatModes)[number]

/** A piece of the text whose tokens are of one step. */
export type HeatSpan = { start: number; end: number; step: number }

/** Where the steps of surprise begin, in bits: a token can be a letter or a long name, so each is twice the one before. */
export const surpriseBounds = [1, 2, 4, 8, 16, 32]
/** Where the steps of a change begin, in bits, in either direction. */
export const differenceBounds = [0.5, 2, 8]

/**
 * The step of a token on the scale of its mode. Surprise: 0 to 6. Difference: 1 to 3 when the token became more likely, −1
 * to −3 when it became less likely, 0 when it hardly changed.
 */
export function heatStep(heat: Heat, mode: HeatMode, token: number): number {
  if (mode !== 'difference') return bisectRight(surpriseBounds, bits(heat[mode][token] ?? 0))
  const gain = bits((heat.before[token] ?? 0) - (heat.after[token] ?? 0))
  return Math.sign(gain) * bisectRight(differenceBounds, Math.abs(gain))
}

export function bits(nats: number): number {
  return nats / Math.LN2
}

/** The pieces of the text to be coloured, in order; neighbours of one step are one piece, step 0 is left out. */
export function heatSpans(heat: Heat, mode: HeatMode): HeatSpan[] {
  const spans: HeatSpan[] = []
  for (const [token, start] of heat.starts.entries()) {
    const step = heatStep(heat, mode, token)
    const end = heat.starts[token + 1] ?? heat.text.length
    const last = spans.at(-1)
    if (last?.step === step && last.end === start) last.end = end
    else if (step !== 0) spans.push({ start, end, step })
  }
  return spans
}

export type HeatToken = { start: number; end: number; text: string; baseline: number; before: number; after: number }

/** The token that a place of the text belongs to. */
export function heatTokenAt(heat: Heat, offset: number): HeatToken | undefined {
  if (offset >= heat.text.length) return undefined
  const token = bisectRight(heat.starts, offset) - 1
  const start = heat.starts[token]
  if (start === undefined) return undefined
  const end = heat.starts[token + 1] ?? heat.text.length
  const numbers = {
    baseline: heat.baseline[token] ?? 0,
    before: heat.before[token] ?? 0,
    after: heat.after[token] ?? 0,
  }
  return { start, end, text: heat.text.slice(start, end), ...numbers }
}

export type HeatSums = Record<'baseline' | 'before' | 'after', number>

/** What the whole text costs, in nats, and its first lines alone; a token counts for the line that it begins in. */
export function sumHeat(heat: Heat): { bytes: number; total: HeatSums; head: HeatSums } {
  const headTokens = bisectRight(heat.starts, endOfLine(heat.text, headLines) - 1)
  const sums = (tokens: number): HeatSums => ({
    baseline: sum(heat.baseline.slice(0, tokens)),
    before: sum(heat.before.slice(0, tokens)),
    after: sum(heat.after.slice(0, tokens)),
  })
  const bytes = new TextEncoder().encode(heat.text).length
  return { bytes, total: sums(heat.starts.length), head: sums(headTokens) }
}

/** Where the line after the first ones begins. */
function endOfLine(text: string, lines: number): number {
  let end = 0
  for (let line = 0; line < lines; line += 1) {
    const next = text.indexOf('\n', end)
    if (next === -1) return text.length
    end = next + 1
  }
  return end
}
