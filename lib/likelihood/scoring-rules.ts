import { AppError } from '@/lib/errors'
import type { ScorerEndpoint } from '@/lib/llm/endpoint'
import type { ScoringCheckName, ScoringMode } from '@/lib/llm/scoring-capabilities'
import { alignTail } from './align-tail'
import type { EngineEffects } from './call-engine'
import type { PromptReading } from './engines/engine'
import { createHttpScorer } from './http-scorer'
import type { ThoughtScore } from './scorer'

/** A test may fail sooner than a search. */
export const testRetry = { attempts: 2, baseMs: 500, capMs: 1_000, patienceMs: 10_000 }

/** Servers that batch round differently from call to call; what is kept from another call differs by more. */
const tolerance = { share: 0.02, nats: 0.05 }

const sample = {
  prefix: 'Write a function that tells the largest of a list of numbers.\n',
  thought: 'Go through the list and keep the largest number seen so far.\n',
  suffix: '```python\n',
  target:
    'def largest(numbers):\n    best = numbers[0]\n    for number in numbers:\n        if number > best:\n            best = number\n    return best\n',
}
/** What the rules are held against: all of the sample as one text. */
export const sampleText = sample.prefix + sample.thought + sample.suffix + sample.target
/** The same characters in an order that nothing explains. */
const garbled = [...sample.target].map((_, index, all) => all[(index * 89) % all.length]).join('')

export type Found = { isOk: boolean; sentence: string }

/** What holds for every engine whose numbers mean something. */
export const scoringRules: [ScoringCheckName, (reading: PromptReading, measured: Measured) => Promise<Found>][] = [
  ['numbers', async (reading) => checkNumbers(reading)],
  ['tokens', async (reading) => checkTokens(reading)],
  ['order', (_, measured) => checkOrder(measured)],
  ['repeat', (_, measured) => checkRepeat(measured)],
]

export type Measured = { score(target: string): Promise<ThoughtScore>; cachedTokens(): number }

/** Scores the sample with another target, as searches score. */
export function measure(endpoint: ScorerEndpoint, mode: ScoringMode, signal: AbortSignal): Measured {
  let cached = 0
  const around: EngineEffects['around'] = async (_, __, send) => {
    const reply = await send()
    cached += reply.usage.cachedTokens
    return reply
  }
  const scorer = createHttpScorer(endpoint, mode, { retry: testRetry, around })
  const { prefix, thought, suffix } = sample
  return {
    cachedTokens: () => cached,
    async score(target) {
      const [score] = await scorer.score({ prefix, thoughts: [thought], suffix, target }, signal)
      if (!score) throw new AppError('invalid', 'It gave no score.')
      return score
    },
  }
}

function checkTokens({ tokens, promptTokens }: PromptReading): Found {
  if (promptTokens !== null && tokens.length !== promptTokens)
    return { isOk: false, sentence: `Tells of ${tokens.length} tokens, of a text that has ${promptTokens}.` }
  const pieces = tokens.map(({ text }) => text)
  if (!alignTail(sampleText, pieces, 0))
    return { isOk: false, sentence: 'The tokens that it tells of do not make up the text that it was sent.' }
  return { isOk: true, sentence: `Tells of all ${tokens.length} tokens of a text, and they make it up.` }
}

function checkNumbers({ tokens: [first, ...rest] }: PromptReading): Found {
  if (!first || first.nats !== null)
    return {
      isOk: false,
      sentence: 'Tells a cost for the first token, which nothing comes before: its costs are shifted.',
    }
  const nats = rest.map((token) => token.nats)
  if (nats.some((cost) => cost === null)) return { isOk: false, sentence: 'Leaves out the costs of some tokens.' }
  if (!nats.every((cost) => Number.isFinite(cost) && Number(cost) >= 0))
    return { isOk: false, sentence: 'Some of its costs are no log-probabilities.' }
  if (new Set(nats).size < 2) return { isOk: false, sentence: 'Gives every token the same cost.' }
  return { isOk: true, sentence: 'Its costs are log-probabilities.' }
}

async function checkOrder({ score }: Measured): Promise<Found> {
  const { targetNats: sensible } = await score(sample.target)
  const { targetNats: shuffled } = await score(garbled)
  const numbers = `${sensible.toFixed(1)} against ${shuffled.toFixed(1)} nats`
  return sensible < shuffled
    ? { isOk: true, sentence: `Finds code likelier than the same characters in disorder: ${numbers}.` }
    : { isOk: false, sentence: `Finds code no likelier than the same characters in disorder: ${numbers}.` }
}

async function checkRepeat({ score }: Measured): Promise<Found> {
  const { targetNats: one } = await score(sample.target)
  const { targetNats: other } = await score(sample.target)
  const difference = Math.abs(one - other)
  if (difference <= tolerance.nats + tolerance.share * Math.max(one, other))
    return { isOk: true, sentence: `Says the same when it is asked twice, within ${difference.toFixed(3)} nats.` }
  return {
    isOk: false,
    sentence: `Says something else when it is asked twice: ${one.toFixed(1)} and ${other.toFixed(1)} nats for the same text.`,
  }
}

export async function checkPrior({ score }: Measured): Promise<Found> {
  const { priorNats } = await score(sample.target)
  return priorNats !== null && priorNats > 0
    ? { isOk: true, sentence: 'Tells the price of a thought in the same call.' }
    : { isOk: false, sentence: 'Does not tell the price of a thought.' }
}

export async function checkReuse({ cachedTokens, score }: Measured): Promise<Found> {
  const before = cachedTokens()
  await score(sample.target)
  return cachedTokens() > before
    ? { isOk: true, sentence: 'Does not read again what it has read.' }
    : { isOk: false, sentence: 'Reads every text anew: its cache is off, or too small.' }
}
