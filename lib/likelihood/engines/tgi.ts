import { z } from 'zod'
import { type Engine, natsOf, rootOf } from './engine'

const Answer = z.object({
  details: z
    .object({
      generated_tokens: z.int().min(0).nullish(),
      prefill: z.array(z.object({ id: z.int(), text: z.string(), logprob: z.number().nullish() })).default([]),
    })
    .nullish(),
})

/** Text Generation Inference: the costs of the prompt are in `details.prefill`, when the server was started to keep them. */
export const tgi: Engine = {
  name: 'TGI',
  ask: ({ baseUrl }, text) => ({
    url: `${rootOf(baseUrl)}/generate`,
    body: {
      inputs: text,
      parameters: { max_new_tokens: 1, do_sample: false, details: true, decoder_input_details: true },
    },
  }),
  read(answer) {
    const parsed = Answer.safeParse(Array.isArray(answer) ? answer[0] : answer)
    if (!parsed.data?.details) return "answered in a form that is not TGI's."
    const { prefill, generated_tokens } = parsed.data.details
    if (prefill.length === 0) return 'keeps no costs of what it reads: start it with `--enable-prefill-logprobs`.'
    return {
      tokens: prefill.map(({ id, text, logprob }) => ({ text, id, nats: natsOf(logprob) })),
      promptTokens: prefill.length,
      cachedTokens: 0,
      outputTokens: generated_tokens ?? 1,
    }
  },
}
