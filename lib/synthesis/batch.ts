import { z } from 'zod'
import { BatchItem } from '@/lib/repository/batch/batch'
import { LikestRepository } from '@/lib/repository/repository'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { SynthesisSettings } from './settings'

const limit = z.int().min(0).optional()

/** As the calls of models are limited; spelled out, for browsers may not reach those. */
const Budget = z.object({ calls: limit, tokens: limit, microdollars: limit })
type Budget = z.infer<typeof Budget>

/** How the repositories of a list are synthesized. */
export const BatchSynthesis = SynthesisSettings.extend({
  /** The most that the calls for one repository may spend. */
  budget: Budget.default({}),
  /** The most that all calls for the list may spend; no further repository is begun once it is spent. */
  totalBudget: Budget.default({}),
  /** How many syntheses of the list are queued or run at the same time. */
  atOnce: z.coerce.number().int().min(1).max(256).default(4),
})

/**
 * How far a repository of a list is. `imported` and `known` wait for their synthesis, if there is to be one; `skipped`
 * had the same trajectory before; of `unverified` some verifier does not hold.
 */
export const BatchStage = z.enum([
  'waiting',
  'imported',
  'known',
  'synthesizing',
  'synthesized',
  'unverified',
  'skipped',
  'failed',
])

const VerifierName = z.enum(verifierNames)

export const BatchTrajectory = z.object({
  id: z.string(),
  isSealed: z.boolean(),
  /** The verifiers that do not hold. */
  failing: z.array(VerifierName),
})

/** An item of a list with its import and its synthesis. */
export const BatchRow = BatchItem.omit({ state: true }).extend({
  state: BatchStage,
  trajectories: z.array(BatchTrajectory),
  /** Another repository, of the list or not, that it equals or nearly equals as of now. */
  likest: LikestRepository.nullable(),
})

export const BatchRowPage = z.object({ rows: z.array(BatchRow), next: z.int().nullable() })

const total = z.coerce.number().int().min(0)

/** What a list comes to. Each trajectory counts once, however many lines lead to it. */
export const BatchSummary = z.object({
  batchId: z.string(),
  synthesis: BatchSynthesis.nullable(),
  repositories: total,
  counts: z.record(BatchStage, z.int()),
  /** Included files of all that is imported. */
  files: total,
  trajectories: total,
  steps: total,
  tokens: total,
  trainedTokens: total,
  /** Since the list was given, by the ledger. */
  calls: total,
  callTokens: total,
  microdollars: total,
  /** How long the list has been worked on. */
  ms: total,
  /** Of each verifier that does not hold everywhere: how many trajectories it fails for, and some of them. */
  failures: z.array(
    z.object({
      verifier: VerifierName,
      count: total,
      trajectories: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  /** Why the rest is left waiting, as a sentence. */
  held: z.string().nullable(),
})

export type BatchSynthesis = z.infer<typeof BatchSynthesis>
export type BatchStage = z.infer<typeof BatchStage>
export type BatchTrajectory = z.infer<typeof BatchTrajectory>
export type BatchRow = z.infer<typeof BatchRow>
export type BatchRowPage = z.infer<typeof BatchRowPage>
export type BatchSummary = z.infer<typeof BatchSummary>

export type Spent = Required<Budget>

const units: Record<keyof Budget, (amount: number) => string> = {
  calls: (amount) => `${amount.toLocaleString('en')} calls`,
  tokens: (amount) => `${amount.toLocaleString('en')} tokens`,
  microdollars: (amount) => `$${(amount / 1e6).toFixed(amount < 1e6 ? 4 : 2)}`,
}

const unitNames = ['calls', 'tokens', 'microdollars'] as const

/** Why no further repository of a list is begun, as a sentence; undefined while something of the budget is left. */
export function findSpentBudget(totalBudget: Budget, spent: Spent): string | undefined {
  const unit = unitNames.find((name) => spent[name] >= (totalBudget[name] ?? Number.POSITIVE_INFINITY))
  if (unit === undefined) return undefined
  const say = units[unit]
  return `The budget of ${say(totalBudget[unit] ?? 0)} for the whole list is used up: ${say(spent[unit])} are spent.`
}

/** What one repository may spend: its own budget, and no more than the list has left. `own` is what it has spent. */
export function budgetOfItem({ budget, totalBudget }: BatchSynthesis, spent: Spent, own: Spent): Budget {
  const limits = unitNames.flatMap((name) => {
    const most = totalBudget[name]
    const left = most === undefined ? [] : [most - spent[name] + own[name]]
    const given = [budget[name] ?? [], left].flat()
    return given.length === 0 ? [] : [[name, Math.max(0, Math.min(...given))] as const]
  })
  return Object.fromEntries(limits)
}
