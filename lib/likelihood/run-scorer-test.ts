import { type Actor, requireRole } from '@/lib/auth/actor'
import { getScorer } from '@/lib/llm/get-endpoint'
import { keepTest } from '@/lib/llm/keep-test'
import type { Listener } from '@/lib/llm/run-endpoint-test'
import type { ScoringCapabilities, ScoringCheck } from '@/lib/llm/scoring-capabilities'
import { probeScorer } from './probe-scorer'

/** Tests what a scorer can do and keeps how it is asked; `id` is an id, a name or `environment`. */
export async function runScorerTest(
  actor: Actor,
  { id }: { id: string },
  { signal, onCheck }: Listener<ScoringCheck>,
): Promise<ScoringCapabilities> {
  requireRole(actor, 'admin', 'test scorers')
  const scorer = await getScorer(id)
  const capabilities = await probeScorer(scorer, signal, onCheck)
  signal.throwIfAborted()
  await keepTest(actor, scorer, capabilities)
  return capabilities
}
