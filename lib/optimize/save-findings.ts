import { db } from '@/lib/db/client'
import { countTokens } from '@/lib/trajectory/count-tokens'
import type { Findings } from './search-file'
import { addCandidate, addScoringCalls, decideCandidates, settleStep } from './store'

/** Keeps what a search finds in the database, each finding in one transaction with the calls it cost. */
export function saveFindings(optimizationId: string, onSettled: () => Promise<void>): Findings {
  return {
    async addCandidate(candidate, calls) {
      const [tokens = 0] = await countTokens([candidate.text])
      return db.$transaction(async (tx) => {
        await addScoringCalls(tx, optimizationId, calls)
        return addCandidate(tx, optimizationId, { ...candidate, tokens })
      })
    },
    decide(decisions) {
      return db.$transaction((tx) => decideCandidates(tx, decisions))
    },
    async settle(outcome, calls) {
      await db.$transaction(async (tx) => {
        await addScoringCalls(tx, optimizationId, calls)
        await settleStep(tx, optimizationId, outcome)
      })
      await onSettled()
    },
  }
}
