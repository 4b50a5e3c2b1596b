import { z } from 'zod'

/** The wire formats in which servers tell how likely a given text is. */
export const scoringModes = ['vllm', 'echo', 'sglang', 'tgi'] as const
export const ScoringMode = z.enum(scoringModes)
export type ScoringMode = z.infer<typeof ScoringMode>

/** `server` is what it says of itself; then each way to score that is tried; then what holds for the one that works. */
export const scoringCheckNames = [
  'server',
  ...scoringModes,
  'tokens',
  'numbers',
  'order',
  'repeat',
  'prior',
  'reuse',
] as const
export type ScoringCheckName = (typeof scoringCheckNames)[number]

/** One thing that the test of a scorer tried, and what it saw, as a sentence. */
export const ScoringCheck = z.object({
  name: z.enum(scoringCheckNames),
  isOk: z.boolean(),
  sentence: z.string(),
  latencyMs: z.number(),
})
export type ScoringCheck = z.infer<typeof ScoringCheck>

/** What the last test of a scorer found out. */
export const ScoringCapabilities = z.object({
  testedAt: z.iso.datetime(),
  /** Whether its scores can be relied on. */
  works: z.boolean(),
  summary: z.string(),
  /** How it is asked; null when no way works. */
  mode: ScoringMode.nullable(),
  /** Tells the price of a thought in the same call as that of the target. */
  tellsPrior: z.boolean(),
  /** Did not read again what it had read before. */
  reusesPrefix: z.boolean(),
  /** The longest text that the server says it takes, in tokens. */
  maxPromptTokens: z.int().min(1).nullable(),
  models: z.array(z.string()),
  checks: z.array(ScoringCheck),
})
export type ScoringCapabilities = z.infer<typeof ScoringCapabilities>
