import { z } from 'zod'
import type { BatchSynthesis } from '@/lib/synthesis/batch'
import { budgetOf, defaultChoice, SynthesisChoice, settingsOf } from './synthesis-choice'

/** What people choose for all repositories of a list, as the form holds it; empty is no limit. */
export const BatchChoice = SynthesisChoice.extend({
  isSynthesized: z.boolean(),
  /** Commits of history. */
  depth: z.string(),
  atOnce: z.string(),
  totalCalls: z.string(),
  totalTokens: z.string(),
  totalDollars: z.string(),
})
export type BatchChoice = z.infer<typeof BatchChoice>

export const defaultBatchChoice: BatchChoice = {
  ...defaultChoice,
  isSynthesized: false,
  depth: '1',
  atOnce: '4',
  totalCalls: '',
  totalTokens: '',
  totalDollars: '',
}

/** Only models have a budget. */
export function totalBudgetOf({ author, totalCalls, totalTokens, totalDollars }: BatchChoice) {
  return budgetOf({ ...defaultChoice, author, calls: totalCalls, tokens: totalTokens, dollars: totalDollars })
}

/** The same as the API takes it, beside the list. */
export function batchBodyOf(choice: BatchChoice): { depth: number; synthesis?: Partial<BatchSynthesis> } {
  if (!choice.isSynthesized) return { depth: 1 }
  const synthesis = {
    ...settingsOf(choice),
    budget: budgetOf(choice),
    totalBudget: totalBudgetOf(choice),
    atOnce: Number(choice.atOnce),
  }
  return { depth: Number(choice.depth), synthesis }
}

/** A budget as the form holds it. */
export function limitsOf({ calls, tokens, microdollars }: BatchSynthesis['budget']) {
  const text = (amount: number | undefined) => amount?.toString() ?? ''
  return {
    calls: text(calls),
    tokens: text(tokens),
    dollars: microdollars === undefined ? '' : `${microdollars / 1e6}`,
  }
}
