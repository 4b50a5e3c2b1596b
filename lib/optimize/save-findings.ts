import { db } from '@/lib/db/client'
import { encodeTokens } from '@/lib/likelihood/encode-tokens'
import type { TokenScores } from '@/lib/likelihood/token-scores'
import { countTokens } from '@/lib/trajectory/count-tokens'
import type { Findings } from './file-search'
import { addCandidate, decideCandidates, settleStep } from './store'

export type Listener = { onScored(): Promise<void>; onSettled(): Promise<void> }

/** Keeps what a search finds in the database, each finding in one statement with the calls it cost. */
export function saveFindings(optimizationId: string, listener: Listener): Findings {
  return {
    async addCandidate(candidate, tokenScores, calls) {
      const [tokens = 0] = await countTokens([candidate.text])
      const targetTokens = tokenScores ? encodeTokens(coarse(tokenScores)) : null
      const id = await addCandidate(db, optimizationId, { ...candidate, tokens, targetTokens }, calls)
      await listener.onScored()
      return id
    },
    decide(decisions) {
      return decideCandidates(db, decisions)
    },
    async settle(outcome, { baseline, before }, calls) {
      const tokens = { baseline: baseline && encodeTokens(coarse(baseline)), before: encodeTokens(coarse(before)) }
      await settleStep(db, optimizationId, outcome, tokens, calls)
      await listener.onSettled()
    },
  }
}

const stepsPerNat = 32

/** Finer than anybody can see, and few enough different numbers to take a quarter of the room. */
function coarse({ starts, nats }: TokenScores): TokenScores {
  return { starts, nats: nats.map((cost) => Math.round(cost * stepsPerNat) / stepsPerNat) }
}
