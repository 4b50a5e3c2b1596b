import { availableParallelism } from 'node:os'
import type { Piscina } from 'piscina'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import { contextPolicy } from './context'
import { modelVersion } from './embedded-model'
import type { ScoreRequest, Scorer, ThoughtScore } from './scorer'
import type { ThreadRequest } from './scoring-thread'

export type EmbeddedScorerOptions = { threads?: number }

const program = new URL('./scoring-thread.ts', import.meta.url).href

/** One thread and its queue: what it read last it need not read again. */
type Lane = { pool: Piscina<ThreadRequest, ThoughtScore[] | null>; waiting: number; prefix: string }

/**
 * A scorer that needs no server: the embedded model on worker threads, one per core unless told otherwise. Of the
 * threads that have the least to do, a request goes to the one whose last prefix has most in common with its own, so
 * that a file stays on one thread. Scores do not depend on the number of threads nor on what was scored before. An abort
 * rejects at once, and the thread is free again within some milliseconds. Threads start with the first request.
 */
export function createEmbeddedScorer(options: EmbeddedScorerOptions = {}): Scorer {
  const openLane = (): Lane => {
    const pool = openThreads<ThreadRequest, ThoughtScore[] | null>({
      maxThreads: 1,
      idleTimeout: 30_000,
    })
    // A thread that dies without a request to answer leaves nothing undone: another one takes its place.
    pool.on('error', () => undefined)
    return { pool, waiting: 0, prefix: '' }
  }
  const lanes = Array.from({ length: options.threads ?? availableParallelism() }, openLane)

  async function run(request: ThreadRequest): Promise<ThoughtScore[] | null> {
    const lane = chooseLane(lanes, request.prefix)
    lane.waiting += 1
    lane.prefix = request.prefix
    try {
      return await lane.pool.run(request, { filename: await bundleProgram(program) })
    } finally {
      lane.waiting -= 1
    }
  }

  async function score(request: ScoreRequest, signal?: AbortSignal): Promise<ThoughtScore[]> {
    signal?.throwIfAborted()
    const stop = new SharedArrayBuffer(4)
    const aborted = Promise.withResolvers<never>()
    const abort = () => {
      Atomics.store(new Int32Array(stop), 0, 1)
      aborted.reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort, { once: true })
    try {
      const { primer, prefix, thoughts, suffix, target } = request
      const scores = await Promise.race([run({ primer, prefix, thoughts, suffix, target, stop }), aborted.promise])
      if (!scores) throw signal?.reason
      return scores
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  return {
    fingerprint: `embedded:${modelVersion}:${contextPolicy}`,
    isEmbedded: true,
    isAdaptive: true,
    maxPromptBytes: null,
    score,
    async close() {
      await Promise.all(lanes.map(({ pool }) => pool.destroy()))
    },
  }
}

function chooseLane(lanes: readonly Lane[], prefix: string): Lane {
  return lanes.reduce((best, lane) => {
    if (lane.waiting !== best.waiting) return lane.waiting < best.waiting ? lane : best
    return commonLength(lane.prefix, prefix) > commonLength(best.prefix, prefix) ? lane : best
  })
}

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  return length
}
