import { db } from '@/lib/db/client'
import { countTokens } from '@/lib/trajectory/count-tokens'
import type { Findings } from './search-file'
import { addCandidate, decideCandidates, settleStep } from './store'

/** Keeps what a search finds in the database, each finding in one statement with the calls it cost. */
export function saveFindings(optimizationId: string, onSettled: () => Promise<void>): Findings {
  return {
    async addCandidate(candidate, calls) {
      const [tokens = 0] = await countTokens([candidate.text])
      return addCandidate(db, optimizationId, { ...candidate, tokens }, calls)
    },
    decide(decisions) {
      return decideCandidates(db, decisions)
    },
    async settle(outcome, calls) {
      await settleStep(db, optimizationId, outcome, calls)
      await onSettled()
    },
  }
}
