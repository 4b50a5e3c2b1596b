import type { z } from 'zod'
import { Capabilities, Check, checkNames } from '@/lib/llm/capabilities'
import type { EndpointKind } from '@/lib/llm/endpoint'
import { ScoringCapabilities, ScoringCheck, scoringCheckNames } from '@/lib/llm/scoring-capabilities'

export type AnyCheck = Check | ScoringCheck
export type AnyCapabilities = Capabilities | ScoringCapabilities

/** How the connection to an endpoint is tested: where, and what the answers are. */
type ConnectionTesting = {
  pathOf: (id: string) => string
  schemas: { Progress: z.ZodType<AnyCheck>; Result: z.ZodType<AnyCapabilities> }
  names: readonly AnyCheck['name'][]
  /** Without this one nothing works. */
  needed: AnyCheck['name'] | undefined
  untested: string
}

export const testing: Record<EndpointKind, ConnectionTesting> = {
  'openai-compatible': {
    pathOf: (id) => `/api/v1/endpoints/${id}/tests`,
    schemas: { Progress: Check, Result: Capabilities },
    names: checkNames,
    needed: 'chat',
    untested: 'A test sends a few small requests and says what works.',
  },
  scorer: {
    pathOf: (id) => `/api/v1/scorers/${id}/tests`,
    schemas: { Progress: ScoringCheck, Result: ScoringCapabilities },
    names: scoringCheckNames,
    needed: undefined,
    untested: 'A test finds out how the server is asked, and whether its numbers can be relied on. Searches need it.',
  },
}

export const checkLabels: Record<AnyCheck['name'], string> = {
  models: 'Model list',
  chat: 'Chat',
  json_schema: 'JSON schema',
  json_object: 'JSON mode',
  tools: 'Tools',
  seed: 'Seed',
  streaming: 'Streaming',
  reasoning: 'Reasoning',
  usage: 'Token counts',
  server: 'Server',
  vllm: 'As vLLM',
  echo: 'With echo',
  sglang: 'As SGLang',
  tgi: 'As TGI',
  tokens: 'All tokens',
  numbers: 'Numbers',
  order: 'Order',
  repeat: 'Same twice',
  prior: 'Thoughts',
  reuse: 'Prefix reuse',
}
