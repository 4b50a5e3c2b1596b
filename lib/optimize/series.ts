import { z } from 'zod'
import { type ProposalKind, proposalKinds } from '@/lib/trajectory/proposal-kind'

/** What a settled step of a search comes to, in nats. */
export const StepSeries = z.object({
  stepId: z.string(),
  position: z.int(),
  path: z.string().nullable(),
  baselineNats: z.number(),
  beforeNats: z.number(),
  afterNats: z.number(),
  shuffledNats: z.number().nullable(),
  targetBytes: z.int(),
  /** −log p of the thought that was found; null when the start stayed, or where it is not told. */
  priceNats: z.number().nullable(),
})

/** A round of all settled steps together: what their targets cost with the best thoughts by then. Round 0 is the start. */
export const RoundSeries = z.object({ round: z.int(), nats: z.number() })

export const KindSeries = z.object({
  kind: z.string(),
  proposed: z.int(),
  accepted: z.int(),
  /** Of all that were proposed, over the start of their step; null when none was. */
  meanGainNats: z.number().nullable(),
})

/** What a search found, without any text: for pictures. */
export const SearchSeries = z.object({
  steps: z.array(StepSeries),
  rounds: z.array(RoundSeries),
  kinds: z.array(KindSeries),
  guards: z.object({
    /** Steps whose thought was tried against another file's, and those of them where it is better. */
    shuffled: z.int(),
    beatsShuffled: z.int(),
    /** Sums over what was accepted last in each step. */
    gainNats: z.number(),
    retainedNats: z.number(),
    headNats: z.number(),
    medianCopyRatio: z.number().nullable(),
  }),
  scoringCalls: z.int(),
  /** Tokens of all candidates. */
  proposedTokens: z.int(),
})

export type StepSeries = z.infer<typeof StepSeries>
export type RoundSeries = z.infer<typeof RoundSeries>
export type KindSeries = z.infer<typeof KindSeries>
export type SearchSeries = z.infer<typeof SearchSeries>

export type SettledStep = Omit<StepSeries, 'priceNats'> & { thoughtId: string | null }
export type SeriesCandidate = {
  id: string
  stepId: string
  round: number
  kind: string | null
  tokens: number
  targetNats: number
  priorNats: number | null
  copyRatio: number
  retainedNats: number | null
  headNats: number | null
  isAccepted: boolean | null
}

/** The pictures of a search; candidates of steps that are not settled count for the kinds' proposals alone. */
export function toSeries(
  steps: readonly SettledStep[],
  candidates: readonly SeriesCandidate[],
  scoringCalls: number,
): SearchSeries {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]))
  const winners = steps.flatMap((step) => {
    const winner = step.thoughtId === null ? undefined : byId.get(step.thoughtId)
    return winner ? [{ step, winner }] : []
  })
  const compared = steps.filter(({ shuffledNats }) => shuffledNats !== null)
  return {
    steps: steps.map(({ thoughtId, ...step }) => ({
      ...step,
      priceNats: byId.get(thoughtId ?? '')?.priorNats ?? null,
    })),
    rounds: roundsOf(steps, candidates),
    kinds: proposalKinds.flatMap((kind) => kindOf(kind, steps, candidates)),
    guards: {
      shuffled: compared.length,
      beatsShuffled: compared.filter(({ afterNats, shuffledNats }) => afterNats < (shuffledNats ?? 0)).length,
      gainNats: sum(winners.map(({ step }) => step.beforeNats - step.afterNats)),
      retainedNats: sum(winners.map(({ winner }) => winner.retainedNats ?? 0)),
      headNats: sum(winners.map(({ winner }) => winner.headNats ?? 0)),
      medianCopyRatio: median(candidates.map(({ copyRatio }) => copyRatio)),
    },
    scoringCalls,
    proposedTokens: sum(candidates.map(({ tokens }) => tokens)),
  }
}

function roundsOf(steps: readonly SettledStep[], candidates: readonly SeriesCandidate[]): RoundSeries[] {
  const settled = new Set(steps.map(({ stepId }) => stepId))
  const accepted = candidates.filter(({ stepId, isAccepted }) => isAccepted && settled.has(stepId))
  const last = candidates.reduce((most, { stepId, round }) => (settled.has(stepId) ? Math.max(most, round) : most), 0)
  const best = new Map(steps.map(({ stepId, beforeNats }) => [stepId, beforeNats]))
  const series = [{ round: 0, nats: sum([...best.values()]) }]
  for (let round = 1; round <= last; round += 1) {
    for (const winner of accepted) if (winner.round === round) best.set(winner.stepId, winner.targetNats)
    series.push({ round, nats: sum([...best.values()]) })
  }
  return series
}

function kindOf(
  kind: ProposalKind,
  steps: readonly SettledStep[],
  candidates: readonly SeriesCandidate[],
): KindSeries[] {
  const own = candidates.filter((candidate) => candidate.kind === kind)
  if (own.length === 0) return []
  const before = new Map(steps.map(({ stepId, beforeNats }) => [stepId, beforeNats]))
  const gains = own.flatMap(({ stepId, targetNats }) => {
    const start = before.get(stepId)
    return start === undefined ? [] : [start - targetNats]
  })
  const accepted = own.filter(({ isAccepted }) => isAccepted).length
  return [{ kind, proposed: own.length, accepted, meanGainNats: gains.length > 0 ? sum(gains) / gains.length : null }]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
