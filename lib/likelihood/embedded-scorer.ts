import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { Piscina } from 'piscina'
import { contextPolicy } from './context'
import { modelVersion } from './embedded-model'
import type { ScoreRequest, Scorer, ThoughtScore } from './scorer'
import type { ThreadRequest } from './scoring-thread'

export type EmbeddedScorerOptions = { threads?: number }

/**
 * A scorer that needs no server: the embedded model on a pool of worker threads, one per core unless told otherwise.
 * Scores do not depend on the number of threads nor on what was scored before. An abort rejects at once, and the
 * thread is free again within some milliseconds. Threads start with the first request.
 */
export function createEmbeddedScorer(options: EmbeddedScorerOptions = {}): Scorer {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const pool = new Piscina<ThreadRequest, ThoughtScore[] | null>({
    filename: new URL('./scoring-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: options.threads ?? availableParallelism(),
    idleTimeout: 30_000,
    execArgv: ['--import', loader],
  })

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
      const { prefix, thoughts, suffix, target } = request
      const scores = await Promise.race([pool.run({ prefix, thoughts, suffix, target, stop }), aborted.promise])
      if (!scores) throw signal?.reason
      return scores
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  return {
    fingerprint: `embedded:${modelVersion}:${contextPolicy}`,
    isEmbedded: true,
    score,
    close: () => pool.destroy(),
  }
}
