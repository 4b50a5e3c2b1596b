import { AppError } from '@/lib/errors'
import type { Budget } from './call'

/** Thrown before the call that might spend more than a budget allows. */
export class BudgetSpent extends AppError {
  constructor(message: string) {
    super('conflict', message)
  }
}

export type Amounts = { calls: number; tokens: number; microdollars: number }

const names: Record<keyof Amounts, (amount: number) => string> = {
  calls: (amount) => `${amount.toLocaleString('en')} calls`,
  tokens: (amount) => `${amount.toLocaleString('en')} tokens`,
  microdollars: (amount) => `$${(amount / 1e6).toFixed(amount < 1e6 ? 4 : 2)}`,
}

/** Why a further call does not fit, as a sentence; undefined when it fits. */
export function findExcess(budget: Budget, spent: Amounts, next: Amounts): string | undefined {
  for (const unit of ['calls', 'tokens', 'microdollars'] as const) {
    const most = budget[unit]
    if (most === undefined || spent[unit] + next[unit] <= most) continue
    const say = names[unit]
    return `The budget of ${say(most)} is used up: ${say(spent[unit])} are spent, and the next call may take ${say(next[unit])}.`
  }
  return undefined
}
