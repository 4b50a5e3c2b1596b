import { z } from 'zod'
import { type Engine, natsOf, type PromptToken, versionOf } from './engine'

const Candidate = z.object({ logprob: z.number().nullable(), decoded_token: z.string().nullish() })
type Candidates = Record<string, z.infer<typeof Candidate>>

const Answer = z.object({
  choices: z
    .array(
      z.object({
        prompt_logprobs: z.array(z.record(z.string(), Candidate).nullable()).nullish(),
        prompt_token_ids: z.array(z.int()).nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0).nullish() }).nullish(),
})

/**
 * vLLM with `prompt_logprobs`: for each token of the prompt a dictionary by token id, which holds the true token among
 * others. Its keys are whole numbers, which JavaScript puts in ascending order: the true one is found by
 * `prompt_token_ids`, never by place.
 */
export const vllm: Engine = {
  name: 'vLLM',
  ask: ({ baseUrl, model }, text) => ({
    url: `${versionOf(baseUrl)}/completions`,
    body: {
      model,
      prompt: text,
      max_tokens: 1,
      temperature: 0,
      prompt_logprobs: 0,
      return_token_ids: true,
      add_special_tokens: false,
    },
  }),
  read(answer) {
    const parsed = Answer.safeParse(answer)
    const choice = parsed.data?.choices[0]
    if (!choice) return 'answered in a form that is not a completion.'
    const { prompt_logprobs: costs, prompt_token_ids: ids } = choice
    if (!costs) return 'ignores `prompt_logprobs`: it tells nothing about the text that it is given.'
    if (ids && ids.length !== costs.length) return 'tells of another number of tokens than the text has.'
    const tokens = costs.map((candidates, index) => tokenOf(candidates, ids?.[index]))
    if (tokens.includes(undefined)) return 'does not say which of several tokens is that of the text.'
    return {
      tokens: tokens.filter((token) => token !== undefined),
      promptTokens: parsed.data?.usage?.prompt_tokens ?? ids?.length ?? null,
      cachedTokens: 0,
      outputTokens: parsed.data?.usage?.completion_tokens ?? 1,
    }
  },
}

function tokenOf(candidates: Candidates | null, id: number | undefined): PromptToken | undefined {
  if (!candidates) return { text: null, id: id ?? null, nats: null }
  const keys = Object.keys(candidates)
  const key = id === undefined && keys.length === 1 ? keys[0] : String(id)
  const found = key === undefined ? undefined : candidates[key]
  if (!found) return undefined
  return { text: found.decoded_token ?? null, id: Number(key), nats: natsOf(found.logprob) }
}
