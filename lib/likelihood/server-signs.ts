import { z } from 'zod'
import { hostOf, type ScorerEndpoint } from '@/lib/llm/endpoint'
import { postJson } from '@/lib/llm/post-json'
import type { ScoringMode } from '@/lib/llm/scoring-capabilities'
import { rootOf, versionOf } from './engines/engine'

/** What a server says of itself, before it is asked for a score. */
export type Signs = {
  /** As people call it; null when it says nothing that is known. */
  name: string | null
  /** Ways to score that are worth a try, the likeliest first. */
  modes: readonly ScoringMode[]
  /** Why it cannot score at all. */
  refusal: string | null
  models: string[]
  maxPromptTokens: number | null
}

const Models = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.string().nullish(), max_model_len: z.int().min(1).nullish() })),
})
const Info = z.object({
  model_id: z.string(),
  max_input_tokens: z.int().min(1).nullish(),
  max_input_length: z.int().min(1).nullish(),
})

type Seen = { host: string; owners: string[]; has: (path: string, shape: z.ZodType) => boolean }

type Kind = { name: string; modes?: readonly ScoringMode[]; refusal?: string; is: (seen: Seen) => boolean }

const onlyOutput = 'it tells the costs of the tokens that it writes, and none of a text that it is given'

/** In this order: some servers also answer under the addresses of others. */
const kinds: Kind[] = [
  {
    name: 'OpenAI',
    refusal: onlyOutput,
    is: ({ host }) => /(^|\.)(openai\.com|openai\.azure\.com)(:\d+)?$/.test(host),
  },
  {
    name: 'llama.cpp',
    refusal: `${onlyOutput}; it ignores \`echo\` without a word`,
    is: ({ owners, has }) =>
      owners.includes('llamacpp') || has('/props', z.object({ default_generation_settings: z.unknown() })),
  },
  {
    name: 'LM Studio',
    refusal: onlyOutput,
    is: ({ owners, has }) =>
      owners.includes('organization_owner') || has('/api/v0/models', z.object({ data: z.array(z.unknown()) })),
  },
  {
    name: 'Ollama',
    refusal: onlyOutput,
    is: ({ owners, has }) => owners.includes('library') || has('/api/version', z.object({ version: z.string() })),
  },
  {
    name: 'SGLang',
    modes: ['sglang'],
    is: ({ owners, has }) => owners.includes('sglang') || has('/get_model_info', z.object({ model_path: z.string() })),
  },
  { name: 'TGI', modes: ['tgi'], is: ({ has }) => has('/info', Info) },
  { name: 'vLLM', modes: ['vllm', 'echo'], is: ({ owners }) => owners.includes('vllm') },
]

/** When nothing is known: servers that do not know `prompt_logprobs` ignore it, and some ignore `echo` too. */
const anyMode: readonly ScoringMode[] = ['vllm', 'sglang', 'tgi', 'echo']

export const noSigns: Signs = { name: null, modes: anyMode, refusal: null, models: [], maxPromptTokens: null }

const paths = ['/props', '/api/v0/models', '/api/version', '/get_model_info', '/info'] as const

/**
 * Looks under the addresses by which servers are known; one that is known by its own address is not asked. Never throws
 * for what a server does.
 */
export async function readSigns(endpoint: ScorerEndpoint, signal: AbortSignal): Promise<Signs> {
  const host = hostOf(endpoint.baseUrl)
  const known = findKind({ host, owners: [], has: () => false })
  if (known) return signsOf(known)
  const get = async (url: string) => {
    const got = await postJson(endpoint, { method: 'get', url }, signal)
    return got.outcome === 'ok' ? got.value : undefined
  }
  const root = rootOf(endpoint.baseUrl)
  const [listed, ...said] = await Promise.all([
    get(`${versionOf(endpoint.baseUrl)}/models`),
    ...paths.map((path) => get(`${root}${path}`)),
  ])
  const answers = new Map<string, unknown>(paths.map((path, index) => [path, said[index]]))
  const models = Models.safeParse(listed).data?.data ?? []
  const seen: Seen = {
    host,
    owners: models.map(({ owned_by }) => owned_by ?? ''),
    has: (path, shape) => shape.safeParse(answers.get(path)).success,
  }
  const info = Info.safeParse(answers.get('/info')).data
  const own = models.find(({ id }) => id === endpoint.model)
  return {
    ...signsOf(findKind(seen)),
    models: models.map(({ id }) => id).slice(0, 200),
    maxPromptTokens: own?.max_model_len ?? info?.max_input_tokens ?? info?.max_input_length ?? null,
  }
}

function findKind(seen: Seen): Kind | undefined {
  return kinds.find(({ is }) => is(seen))
}

function signsOf(kind: Kind | undefined): Signs {
  if (!kind) return noSigns
  return { ...noSigns, name: kind.name, modes: kind.modes ?? [], refusal: kind.refusal ?? null }
}
