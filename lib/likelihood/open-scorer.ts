import { AppError } from '@/lib/errors'
import type { Budget, Subject } from '@/lib/llm/call'
import type { ScorerEndpoint } from '@/lib/llm/endpoint'
import { getScorer } from '@/lib/llm/get-endpoint'
import { recordCall } from '@/lib/llm/record-call'
import type { ScoringMode } from '@/lib/llm/scoring-capabilities'
import { createEmbeddedScorer } from './embedded-scorer'
import { createHttpScorer } from './http-scorer'
import { cacheScores } from './score-cache'
import type { Scorer } from './scorer'

export const embeddedScorerName = 'embedded'

/** Whose work the scores are for, and what it may spend. */
export type ScoringWork = { subject: Subject; budget?: Budget }

/**
 * The scorer of that name, id or `environment`: the one that is built in, which the caller closes, or one on a server.
 * The latter keeps to the endpoint's shared limits and to the budget, writes each call into the ledger, and asks for
 * nothing twice; its `score` throws `BudgetSpent` before the call that might exceed the budget. Refuses one that was
 * not tested or does not work, in words.
 */
export async function openScorer(name: string, { subject, budget }: ScoringWork): Promise<Scorer> {
  if (name === embeddedScorerName) return createEmbeddedScorer()
  const endpoint = await findScorer(name)
  const scorer = createHttpScorer(endpoint, requireMode(endpoint), {
    around: (sending, signal, send) =>
      recordCall({ endpoint, subject, budget, purpose: 'score', ...sending }, signal, send),
  })
  return cacheScores(scorer, sourceOf(endpoint))
}

/** A server may come to serve other weights under the same name: what it said before its last test is not asked for again. */
function sourceOf({ baseUrl, capabilities }: ScorerEndpoint): string {
  return `${baseUrl} ${capabilities?.testedAt ?? ''}`
}

async function findScorer(name: string): Promise<ScorerEndpoint> {
  return getScorer(name).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    throw new AppError('invalid', `There is no scorer named ${name}: use "${embeddedScorerName}" or a connected one.`)
  })
}

function requireMode({ name, capabilities }: ScorerEndpoint): ScoringMode {
  if (!capabilities)
    throw new AppError('invalid', `The scorer ${name} was not tested yet: test it in Settings, under Models.`)
  if (!capabilities.works || !capabilities.mode)
    throw new AppError('invalid', `The scorer ${name} cannot be used: ${capabilities.summary}`)
  return capabilities.mode
}
