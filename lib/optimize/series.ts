import { z } from 'zod'
import { type ProposalKind, proposalKinds } from '@/lib/trajectory/proposal-kind'

/** What a settled step of a search comes to, in nats. */
export const StepSeries = z.object({
  stepId: z.string(),
  runId: z.string(),
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

/** A round of all settled steps together: what their files cost, each once, with the best thoughts by then. Round 0 is the start. */
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
  /** What the files cost, each once, without any thought. */
  baselineNats: z.number(),
  kinds: z.array(KindSeries),
  guards: z.object({
    /** Steps whose thought was tried against another file's, and those of them where it is better. */
    shuffled: z.int(),
    beatsShuffled: z.int(),
    /** Sums over what was accepted last in each step. */
    gainNats: z.number(),
    retainedNats: z.number(),
    headNats: z.number(),
    /** Of what was accepted last in each step. */
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

/** The pictures of a search; candidates of steps that are not settled count among the kinds alone. */
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
    baselineNats: sum(firstOfEach(steps).map((step) => step.baselineNats)),
    kinds: proposalKinds.flatMap((kind) => kindOf(kind, steps, candidates)),
    guards: {
      shuffled: compared.length,
      beatsShuffled: compared.filter(({ afterNats, shuffledNats }) => afterNats < (shuffledNats ?? 0)).length,
      gainNats: sum(winners.map(({ step }) => step.beforeNats - step.afterNats)),
      retainedNats: sum(winners.map(({ winner }) => winner.retainedNats ?? 0)),
      headNats: sum(winners.map(({ winner }) => winner.headNats ?? 0)),
      medianCopyRatio: median(winners.map(({ winner }) => winner.copyRatio)),
    },
    scoringCalls,
    proposedTokens: sum(candidates.map(({ tokens }) => tokens)),
  }
}

/** In a file one step begins where the one before it ended: its gains add up, its scores do not. */
function roundsOf(steps: readonly SettledStep[], candidates: readonly SeriesCandidate[]): RoundSeries[] {
  const best = new Map(steps.map(({ stepId, beforeNats }) => [stepId, beforeNats]))
  const settled = candidates.filter(({ stepId }) => best.has(stepId))
  const last = settled.reduce((most, { round }) => Math.max(most, round), 0)
  const winners = Map.groupBy(
    settled.filter(({ isAccepted }) => isAccepted),
    ({ round }) => round,
  )
  let nats = sum(firstOfEach(steps).map(({ beforeNats }) => beforeNats))
  const series = [{ round: 0, nats }]
  for (let round = 1; round <= last; round += 1) {
    for (const { stepId, targetNats } of winners.get(round) ?? []) {
      nats -= (best.get(stepId) ?? targetNats) - targetNats
      best.set(stepId, targetNats)
    }
    series.push({ round, nats })
  }
  return series
}

/** The first settled step of each run, which writes one file. */
function firstOfEach(steps: readonly SettledStep[]): SettledStep[] {
  const first = new Map<string, SettledStep>()
  for (const step of steps) if (!first.has(step.runId)) first.set(step.runId, step)
  return [...first.values()]
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
