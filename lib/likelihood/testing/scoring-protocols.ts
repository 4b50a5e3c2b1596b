import { z } from 'zod'
import type { ScoringMode } from '@/lib/llm/scoring-capabilities'
import type { ToyToken } from './toy-tokens'

/** A token of the prompt with its log-probability; the first has none. */
export type CostedToken = ToyToken & { logProbability: number | null }

export type Prompt = { text: string; startToken: number }

/** How an engine is asked, and how it answers, as its documentation shows it. */
export type Protocol = {
  path: string
  /** Whether it puts a token of its own before every text. */
  hasStartToken: boolean
  /** Undefined for a request that a real server of this kind would refuse, or not answer with costs. */
  read(body: unknown): Prompt | undefined
  answer(prompt: Prompt, tokens: CostedToken[], cachedTokens: number): unknown
}

const VllmBody = z.object({
  prompt: z.string(),
  max_tokens: z.literal(1),
  temperature: z.literal(0),
  prompt_logprobs: z.int().min(0),
  return_token_ids: z.literal(true),
  add_special_tokens: z.literal(false),
})
const EchoBody = z.object({
  prompt: z.string(),
  max_tokens: z.int().min(1),
  temperature: z.literal(0),
  echo: z.literal(true),
  logprobs: z.int().min(1),
})
const SglangBody = z.object({
  text: z.string(),
  sampling_params: z.object({ max_new_tokens: z.literal(0) }),
  return_logprob: z.boolean().default(false),
  logprob_start_len: z.int().min(0).default(0),
  return_text_in_logprobs: z.boolean().default(false),
})
const TgiBody = z.object({
  inputs: z.string(),
  parameters: z.object({
    max_new_tokens: z.literal(1),
    details: z.literal(true),
    decoder_input_details: z.literal(true),
  }),
})

const written = { text: ' end', token: ' end', logprob: -0.1 }

export const protocols: Record<ScoringMode, Protocol> = {
  vllm: {
    path: '/v1/completions',
    hasStartToken: false,
    read: (body) => textOf(VllmBody.safeParse(body).data?.prompt),
    answer: (_, tokens) => ({
      id: 'cmpl-1',
      object: 'text_completion',
      model: 'test-model',
      choices: [
        {
          index: 0,
          text: written.text,
          logprobs: null,
          finish_reason: 'length',
          prompt_logprobs: tokens.map(({ id, text, logProbability }) => {
            if (logProbability === null) return null
            const likeliest = { logprob: logProbability / 2, rank: 1, decoded_token: '?' }
            return { [id]: { logprob: logProbability, rank: 7, decoded_token: text }, [id - 1]: likeliest }
          }),
          prompt_token_ids: tokens.map(({ id }) => id),
          token_ids: [1],
        },
      ],
      usage: { prompt_tokens: tokens.length, completion_tokens: 1, total_tokens: tokens.length + 1 },
    }),
  },
  echo: {
    path: '/v1/completions',
    hasStartToken: false,
    read: (body) => textOf(EchoBody.safeParse(body).data?.prompt),
    answer: ({ text }, tokens) => ({
      id: 'cmpl-1',
      object: 'text_completion',
      model: 'test-model',
      choices: [
        {
          index: 0,
          text: text + written.text,
          finish_reason: 'length',
          logprobs: {
            tokens: [...tokens.map((token) => token.text), written.token],
            token_logprobs: [...tokens.map(({ logProbability }) => logProbability), written.logprob],
            top_logprobs: [...tokens.map(() => null), { [written.token]: written.logprob }],
            text_offset: offsetsOf(tokens),
          },
        },
      ],
      usage: { prompt_tokens: tokens.length, completion_tokens: 1, total_tokens: tokens.length + 1 },
    }),
  },
  sglang: {
    path: '/generate',
    hasStartToken: true,
    read: (body) => {
      const { data } = SglangBody.safeParse(body)
      return data && { text: data.text, startToken: data.return_logprob ? data.logprob_start_len : -1 }
    },
    answer: ({ startToken }, tokens, cachedTokens) => ({
      text: '',
      meta_info: {
        id: '1',
        finish_reason: { type: 'length', length: 0 },
        prompt_tokens: tokens.length,
        completion_tokens: 0,
        cached_tokens: cachedTokens,
        ...(startToken >= 0 && {
          input_token_logprobs: tokens
            .slice(startToken)
            .map(({ id, text, logProbability }, index) => [index === 0 ? null : logProbability, id, text]),
          output_token_logprobs: [],
        }),
      },
    }),
  },
  tgi: {
    path: '/generate',
    hasStartToken: true,
    read: (body) => textOf(TgiBody.safeParse(body).data?.inputs),
    answer: (_, tokens) => ({
      generated_text: written.text,
      details: {
        finish_reason: 'length',
        generated_tokens: 1,
        seed: null,
        prefill: tokens.map(({ id, text, logProbability }) => ({ id, text, logprob: logProbability })),
        tokens: [{ id: 1, text: written.text, logprob: written.logprob, special: false }],
      },
    }),
  },
}

function textOf(text: string | undefined): Prompt | undefined {
  return text === undefined ? undefined : { text, startToken: 0 }
}

function offsetsOf(tokens: CostedToken[]): number[] {
  const offsets = [0]
  for (const { text } of tokens) offsets.push((offsets.at(-1) ?? 0) + text.length)
  return offsets
}
