import type { ScoreRequest, Scorer, ThoughtScore } from '@/lib/likelihood/scorer'

/** A scorer that counts the texts it was asked for. */
export type Meter = {
  /** The score of the one thought of the request. */
  score(request: ScoreRequest): Promise<ThoughtScore>
  /** Texts scored since it was last taken. */
  take(): number
}

export function openMeter(scorer: Scorer, signal: AbortSignal): Meter {
  let calls = 0
  return {
    async score(request) {
      const [score] = await scorer.score(request, signal)
      if (!score) throw new Error('The scorer gave no score.')
      calls += 1
      return score
    },
    take() {
      const taken = calls
      calls = 0
      return taken
    },
  }
}
