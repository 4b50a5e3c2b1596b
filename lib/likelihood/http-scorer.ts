import { AppError } from '@/lib/errors'
import { hostOf, type ScorerEndpoint } from '@/lib/llm/endpoint'
import type { ScoringMode } from '@/lib/llm/scoring-capabilities'
import { callEngine, type EngineEffects } from './call-engine'
import { contextPolicy } from './context'

import { type ReadScore, readScore, type ScoredText } from './read-score'
import type { ScoreRequest, Scorer, ThoughtScore } from './scorer'
import { scoringEngines } from './scoring-engines'

/** Code has three to four bytes a token; with two, a text is hardly ever longer than it is taken to be. */
const leastBytesPerToken = 2
/** For the token that is written, and those that a template puts before the text. */
const spareTokens = 16
/** An answer holds about a hundred bytes a token, and is read up to 8 MiB. */
const mostTokens = 65_536
/** How far before the end of the prefix an engine is told to begin, until its tokens reach over the border. */
const stepsBack = [1, 17]
const maxKnownPrefixes = 64

/**
 * A scorer on a server, asked in the way that its test has found to work. One call per thought tells the cost of the
 * target and of the thought; an engine that can begin at a token counts those of the prefix once, reads it from its
 * cache, and begins there. A token that reaches over the border into the target counts for the target.
 *
 * `maxPromptBytes` takes two bytes for a token, of the tokens that the endpoint's settings and its server allow; what is
 * longer is refused, never cut. Throws the signal's reason when aborted, and an `AppError` for what a server does.
 */
export function createHttpScorer(endpoint: ScorerEndpoint, mode: ScoringMode, effects: EngineEffects = {}): Scorer {
  const engine = scoringEngines[mode]
  const maxPromptBytes = promptBytesOf(endpoint)
  const known = new Map<string, number>()

  const call = (text: string, startToken: number, signal: AbortSignal) =>
    callEngine({ endpoint, engine, text, request: engine.ask(endpoint, text, startToken) }, signal, effects)

  async function countTokens(prefix: string, signal: AbortSignal): Promise<number> {
    if (!engine.count || prefix === '') return 0
    const found = known.get(prefix)
    if (found !== undefined) return found
    const request = engine.count(endpoint, prefix)
    const { promptTokens } = await callEngine({ endpoint, engine, text: prefix, request }, signal, effects)
    if (known.size >= maxKnownPrefixes) known.clear()
    known.set(prefix, promptTokens ?? 0)
    return promptTokens ?? 0
  }

  async function scoreThought(scored: ScoredText, prefixTokens: number, signal: AbortSignal): Promise<ReadScore> {
    let best: ReadScore | string = ''
    for (const startToken of startsBefore(prefixTokens)) {
      const read = readScore(scored, (await call(scored.text, startToken, signal)).tokens)
      if (typeof read !== 'string' && read.priorNats !== null) return read
      if (typeof best === 'string') best = read
    }
    if (typeof best !== 'string') return best
    throw new AppError('invalid', `${hostOf(endpoint.baseUrl)} cannot score this. ${best}`)
  }

  async function score(request: ScoreRequest, signal = new AbortController().signal): Promise<ThoughtScore[]> {
    signal.throwIfAborted()
    const texts = request.thoughts.map((thought) => scoredText(request, thought))
    for (const { text } of texts) requireFitting(endpoint, text, maxPromptBytes)
    const targetBytes = Buffer.byteLength(request.target)
    return allOrAbort(signal, async (within) => {
      const prefixTokens = await countTokens(request.prefix.toWellFormed(), within)
      return texts.map(async (scored) => ({ ...(await scoreThought(scored, prefixTokens, within)), targetBytes }))
    })
  }

  return {
    fingerprint: `${mode}:${endpoint.model}:${contextPolicy}`,
    isEmbedded: false,
    maxPromptBytes,
    score,
    async close() {},
  }
}

/** The text of one thought; halves of surrogate pairs cannot be sent. */
function scoredText({ prefix, suffix, target }: ScoreRequest, thought: string): ScoredText {
  const before = prefix.length + thought.length
  return {
    text: (prefix + thought + suffix + target).toWellFormed(),
    thought: prefix.length,
    suffix: before,
    target: before + suffix.length,
  }
}

function startsBefore(prefixTokens: number): Set<number> {
  return new Set([...stepsBack.map((back) => Math.max(0, prefixTokens - back)), 0])
}

function promptBytesOf({ contextTokens, capabilities }: ScorerEndpoint): number {
  const tokens = Math.min(contextTokens, capabilities?.maxPromptTokens ?? contextTokens, mostTokens)
  return Math.max(0, tokens - spareTokens) * leastBytesPerToken
}

function requireFitting({ name }: ScorerEndpoint, text: string, maxBytes: number): void {
  const bytes = Buffer.byteLength(text)
  if (bytes <= maxBytes) return
  const say = (count: number) => count.toLocaleString('en')
  throw new AppError(
    'invalid',
    `The context and the target together have ${say(bytes)} bytes, and the scorer ${name} takes ${say(maxBytes)}.`,
  )
}

/** All of the results; when one fails, the others are given up at once. */
async function allOrAbort<Result>(
  signal: AbortSignal,
  begin: (signal: AbortSignal) => Promise<Promise<Result>[]>,
): Promise<Result[]> {
  const failed = new AbortController()
  const works = await begin(AbortSignal.any([signal, failed.signal]))
  try {
    return await Promise.all(works)
  } catch (error) {
    failed.abort(error)
    await Promise.allSettled(works)
    throw error
  }
}
