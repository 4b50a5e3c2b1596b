import { z } from 'zod'

/**
 * How a sub-run comes to its file: writes it at once; writes a draft, has it checked and edits it; writes the version
 * before its last commit and makes the change of that commit; or does what a model decides, call by call.
 */
export const SynthesisMode = z.enum(['direct', 'iterative', 'history', 'free'])

/** One trajectory for all of a repository, or one for each of its windows: connected parts that fit into a context. */
export const Granularity = z.enum(['per-repository', 'per-module'])

export const WindowTokens = z.coerce
  .number()
  .int()
  .min(8192)
  .max(1 << 20)

/** What shapes a synthesis besides its snapshot and its author; stored with the trajectory. */
export const SynthesisSettings = z.object({
  mode: SynthesisMode.default('direct'),
  author: z.string().min(1).max(200).default('embedded'),
  seed: z.coerce.number().int().min(0).max(0x7fffffff).default(0),
  /** The most that a sub-run reads before it writes, in bytes. */
  readBudgetBytes: z.coerce
    .number()
    .int()
    .min(0)
    .max(1 << 20)
    .default(16_384),
  /** A file longer than this is written in parts, in bytes. */
  partBytes: z.coerce
    .number()
    .int()
    .min(4096)
    .max(1 << 24)
    .default(49_152),
  granularity: Granularity.default('per-repository'),
  /** About the most tokens that a window has when it is rendered. */
  windowTokens: WindowTokens.default(65_536),
})

export const SynthesisResult = z.object({
  trajectoryId: z.string(),
  revision: z.int(),
  runs: z.int(),
  steps: z.int(),
  tokens: z.int(),
  verifiers: z.record(z.string(), z.boolean().nullable()),
  ms: z.int(),
})

export type Granularity = z.infer<typeof Granularity>
export type SynthesisMode = z.infer<typeof SynthesisMode>
export type SynthesisSettings = z.infer<typeof SynthesisSettings>
export type SynthesisResult = z.infer<typeof SynthesisResult>
