import { z } from 'zod'
import { type Engine, natsOf, rootOf } from './engine'

const Entry = z.tuple([z.number().nullable(), z.int(), z.string().nullish()]).rest(z.unknown())

const Answer = z.object({
  meta_info: z.object({
    prompt_tokens: z.int().min(0),
    completion_tokens: z.int().min(0).nullish(),
    cached_tokens: z.int().min(0).nullish(),
    input_token_logprobs: z.array(Entry).nullish(),
  }),
})

const nothingWritten = { max_new_tokens: 0, temperature: 0 }

/**
 * SGLang's own protocol. Costs begin after a given token, and what comes before it is read from the cache: the cheapest
 * way to score many thoughts after one prefix. Beginning at 0 would read everything anew.
 */
export const sglang: Engine = {
  name: 'SGLang',
  ask: ({ baseUrl }, text, startToken) => ({
    url: `${rootOf(baseUrl)}/generate`,
    body: {
      text,
      sampling_params: nothingWritten,
      return_logprob: true,
      logprob_start_len: startToken,
      return_text_in_logprobs: true,
    },
  }),
  count: ({ baseUrl }, text) => ({
    url: `${rootOf(baseUrl)}/generate`,
    body: { text, sampling_params: nothingWritten },
  }),
  read(answer) {
    const parsed = Answer.safeParse(Array.isArray(answer) ? answer[0] : answer)
    if (!parsed.success) return "answered in a form that is not SGLang's."
    const { prompt_tokens, completion_tokens, cached_tokens, input_token_logprobs } = parsed.data.meta_info
    return {
      tokens: (input_token_logprobs ?? []).map(([cost, id, text]) => ({ text: text ?? null, id, nats: natsOf(cost) })),
      promptTokens: prompt_tokens,
      cachedTokens: cached_tokens ?? 0,
      outputTokens: completion_tokens ?? 0,
    }
  },
}
