import { z } from 'zod'
import { type Engine, natsOf, versionOf } from './engine'

const LogProbabilities = z.object({
  tokens: z.array(z.string()),
  token_logprobs: z.array(z.number().nullable()),
  text_offset: z.array(z.int()).nullish(),
})
type LogProbabilities = z.infer<typeof LogProbabilities>

const Answer = z.object({
  choices: z.array(z.object({ text: z.string().default(''), logprobs: z.unknown() })).min(1),
  usage: z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0).nullish() }).nullish(),
})
type Answer = z.infer<typeof Answer>

const ignored = 'ignores `echo`: it tells only of the tokens that it writes itself.'

/**
 * The first protocol of OpenAI's completions, with `echo`: what was sent comes back with its costs. One token is
 * written, as not every server takes 0; it is dropped again.
 */
export const echo: Engine = {
  name: 'completions with `echo`',
  ask: ({ baseUrl, model }, text) => ({
    url: `${versionOf(baseUrl)}/completions`,
    body: { model, prompt: text, max_tokens: 1, temperature: 0, echo: true, logprobs: 1 },
  }),
  read(answer, text) {
    const parsed = Answer.safeParse(answer)
    const choice = parsed.data?.choices[0]
    if (!parsed.success || !choice) return 'answered in a form that is not a completion.'
    const found = LogProbabilities.safeParse(choice.logprobs)
    if (!found.success) return ignored
    const { tokens, token_logprobs: costs } = found.data
    if (tokens.length !== costs.length) return 'tells of more tokens than costs, or of more costs than tokens.'
    const count = countPrompt(found.data, parsed.data, text)
    if (tokens.length < count || tokens.slice(0, count).join('').length * 2 < text.length) return ignored
    return {
      tokens: tokens.slice(0, count).map((token, index) => ({ text: token, id: null, nats: natsOf(costs[index]) })),
      promptTokens: parsed.data.usage?.prompt_tokens ?? null,
      cachedTokens: 0,
      outputTokens: parsed.data.usage?.completion_tokens ?? 1,
    }
  },
}

/** How many of the tokens are the prompt's: as the server counts them, or as far as its text reaches. */
function countPrompt({ tokens, text_offset: offsets }: LogProbabilities, answer: Answer, text: string): number {
  if (answer.usage) return answer.usage.prompt_tokens
  const characters = [...text].length
  if (offsets?.length === tokens.length) return offsets.filter((offset) => offset < characters).length
  const isLonger = (answer.choices[0]?.text.length ?? 0) > text.length
  return isLonger ? tokens.length - 1 : tokens.length
}
