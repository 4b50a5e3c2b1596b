import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { operator } from '@/lib/auth/actor'
import type { JobContext } from '@/lib/jobs/job'
import type { ScoreRequest, Scorer, ThoughtScore } from '@/lib/likelihood/scorer'
import type { OptimizationSettings } from '@/lib/optimize/optimization'
import type { ProposalRequest, Proposer } from '@/lib/optimize/proposer'
import { requestOptimization } from '@/lib/optimize/request-optimization'
import { runOptimization } from '@/lib/optimize/run-optimization'

/** A number between 0 and 1 that depends on all of the text. */
function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
}

export function scoreOf(targetNats: number, thought: string, target: string): ThoughtScore {
  const tokens = { starts: Uint32Array.of(0), nats: Float32Array.of(targetNats) }
  return { targetNats, priorNats: thought.length, targetBytes: Buffer.byteLength(target), tokens }
}

/** Scores that depend on the whole text and nothing else, as a real scorer's do. */
export function createTestScorer(
  onScore: (thought: string, request: ScoreRequest) => Promise<void> | void = () => {},
): Scorer {
  return {
    fingerprint: 'test',
    isEmbedded: true,
    maxPromptBytes: null,
    async score(request, signal) {
      const scores = []
      for (const thought of request.thoughts) {
        await sleep(1)
        signal?.throwIfAborted()
        await onScore(thought, request)
        const targetNats = 100 + 100 * chance(request.prefix + thought + request.suffix + request.target)
        scores.push(scoreOf(targetNats, thought, request.target))
      }
      return scores
    },
    close: async () => {},
  }
}

export function createTestProposer(onPropose: (request: ProposalRequest) => void = () => {}): Proposer {
  return {
    async propose(request) {
      onPropose(request)
      const { path, round, slot, seed, current, kind } = request
      return {
        text: `Idea ${round}.${slot} for ${path}, seed ${seed}, ${current.length} long.\n`,
        kind,
        promptHash: null,
      }
    },
    close: async () => {},
  }
}

type Options = {
  scorer?: Scorer
  proposer?: Proposer
  concurrency?: number
  signal?: AbortSignal
  report?: JobContext['report']
}

export function runSearch(optimizationId: string, options: Options = {}) {
  const { scorer = createTestScorer(), proposer = createTestProposer(), concurrency = 2 } = options
  const signal = options.signal ?? new AbortController().signal
  const context: JobContext = { jobRunId: '', signal, report: options.report ?? (async () => {}) }
  const effects = { openScorer: async () => scorer, openProposer: async () => proposer, concurrency }
  return runOptimization({ optimizationId }, context, effects)
}

export async function requestSearch(id: string, settings: Partial<OptimizationSettings> = {}): Promise<string> {
  return (await requestOptimization(operator, { id, ...settings })).id
}
