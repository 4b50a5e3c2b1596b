import { z } from 'zod'

/** How an endpoint is made to answer in a given shape, from the surest way to the one that every model understands. */
export const structuredModes = ['json_schema', 'json_object', 'fenced'] as const
export type StructuredMode = (typeof structuredModes)[number]

/** Optional parts of a request that servers may refuse; we go on without them. */
export const optionalParts = ['temperature', 'top_p', 'seed', 'max_tokens', 'stream_options'] as const
export const RefusedPart = z.enum([...optionalParts, 'json_schema', 'json_object'])
export type RefusedPart = z.infer<typeof RefusedPart>

export const checkNames = [
  'models',
  'chat',
  'json_schema',
  'json_object',
  'tools',
  'seed',
  'streaming',
  'reasoning',
  'usage',
] as const
export type CheckName = (typeof checkNames)[number]

/** One thing that the connection test tried, and what it saw, as a sentence. */
export const Check = z.object({
  name: z.enum(checkNames),
  isOk: z.boolean(),
  sentence: z.string(),
  latencyMs: z.number(),
})
export type Check = z.infer<typeof Check>

/** What the last connection test found out about an endpoint. */
export const Capabilities = z.object({
  testedAt: z.iso.datetime(),
  /** Whether it answers a chat at all. */
  works: z.boolean(),
  summary: z.string(),
  structured: z.enum(structuredModes),
  tools: z.boolean(),
  seed: z.boolean(),
  streaming: z.boolean(),
  reasoning: z.boolean(),
  usage: z.boolean(),
  refused: z.array(RefusedPart),
  models: z.array(z.string()),
  checks: z.array(Check),
})
export type Capabilities = z.infer<typeof Capabilities>
