import { type OptimizationSettings, OptimizationSettings as Settings } from '@/lib/optimize/optimization'
import { type PresetName, settingsOf } from '@/lib/optimize/presets'
import type { ProposalKind } from '@/lib/trajectory/proposal-kind'

export type SearchScope = 'step' | 'run' | 'trajectory'

/** What the form holds: numbers are texts while somebody types, and an empty text is no limit. */
export type SearchChoice = {
  preset: PresetName
  scope: SearchScope
  thoughts: OptimizationSettings['thoughts']
  hint: string
  /** What was marked of the thought; empty when all of it may change. */
  passage: string
  scorer: string
  /** Empty for the trajectory's own author. */
  proposer: string
  kinds: ProposalKind[]
  adopts: OptimizationSettings['adopts']
  numbers: Record<SearchNumber, string>
  rules: Record<SearchRule, boolean>
}

export const searchNumbers = [
  'candidates',
  'rounds',
  'width',
  'priceWeight',
  'clipNats',
  'minGainNats',
  'maxCopyRatio',
  'skipLines',
  'budgetCalls',
  'budgetTokens',
  'budgetDollars',
  'budgetMinutes',
] as const
export type SearchNumber = (typeof searchNumbers)[number]

export const searchRules = ['needsRetained', 'needsOwn', 'needsBaseline', 'needsRest'] as const
export type SearchRule = (typeof searchRules)[number]

/** A preset takes the place of all that it is about; scope, hint, scorer and budgets stay. */
export function withPreset(preset: PresetName, before?: SearchChoice): SearchChoice {
  const settings = settingsOf(preset)
  const kept = before ?? {
    scope: 'trajectory',
    hint: '',
    passage: '',
    scorer: settings.scorer,
    proposer: '',
    adopts: settings.adopts,
  }
  const { scope, hint, passage, scorer, proposer, adopts } = kept
  const budgets = before ? before.numbers : undefined
  const numbers = Object.fromEntries(
    searchNumbers.map((name) => [
      name,
      (name.startsWith('budget') ? budgets?.[name] : settings[name]?.toString()) ?? '',
    ]),
  )
  const rules = Object.fromEntries(searchRules.map((name) => [name, settings[name]]))
  return {
    preset,
    scope: scope as SearchScope,
    thoughts: settings.thoughts,
    hint,
    passage,
    scorer,
    proposer,
    adopts,
    kinds: settings.kinds,
    numbers: numbers as SearchChoice['numbers'], // every name has its entry
    rules: rules as SearchChoice['rules'], // as above
  }
}

/** Where the cursor is; without a step where that is no thought that can be measured. */
export type SearchPlace = { stepId?: string; runId: string }

/** What is asked of the server; `error` says what is wrong with a number. */
export function toRequest(
  choice: SearchChoice,
  place: SearchPlace | undefined,
): { settings: OptimizationSettings } | { error: string } {
  const { scope, thoughts, hint, passage, scorer, proposer, kinds, adopts, numbers, rules } = choice
  const given = Object.entries(numbers).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, Number(text)]]))
  const parsed = Settings.safeParse({
    ...Object.fromEntries(given),
    ...rules,
    thoughts,
    scorer,
    kinds,
    adopts,
    hint: hint.trim() || undefined,
    proposer: proposer || undefined,
    steps: scope === 'step' && place?.stepId ? [place.stepId] : undefined,
    passage: (scope === 'step' && passage) || undefined,
    runs: scope === 'run' && place ? [place.runId] : undefined,
  })
  if (parsed.success) return { settings: parsed.data }
  const [issue] = parsed.error.issues
  return { error: `${labels[issue?.path[0] as SearchNumber] ?? 'A setting'}: ${issue?.message ?? 'not valid'}.` }
}

export const labels: Record<SearchNumber, string> = {
  candidates: 'Candidates in a round',
  rounds: 'Rounds',
  width: 'Beam width',
  priceWeight: 'Price of a thought, λ',
  clipNats: 'Clip a token at, nats',
  minGainNats: 'Least gain, nats',
  maxCopyRatio: 'Most copied, share',
  skipLines: 'First lines not scored',
  budgetCalls: 'Scored texts',
  budgetTokens: 'Tokens',
  budgetDollars: 'US$',
  budgetMinutes: 'Minutes',
}

export const ruleLabels: Record<SearchRule, string> = {
  needsRetained: 'gain something without what it copies',
  needsOwn: 'beat the thought of another file',
  needsBaseline: 'beat no thought at all',
  needsRest: 'also gain after the first lines',
}
