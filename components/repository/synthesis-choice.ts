import { z } from 'zod'
import { Granularity, SynthesisMode } from '@/lib/synthesis/settings'

/** What people choose before a synthesis, as the form holds it: numbers are as they were typed, empty is no limit. */
export const SynthesisChoice = z.object({
  author: z.string(),
  mode: SynthesisMode,
  seed: z.string(),
  readBudgetKib: z.string(),
  partKib: z.string(),
  granularity: Granularity,
  windowTokens: z.string(),
  calls: z.string(),
  tokens: z.string(),
  dollars: z.string(),
})
export type SynthesisChoice = z.infer<typeof SynthesisChoice>

export const embeddedAuthor = 'embedded'

export const defaultChoice: SynthesisChoice = {
  author: embeddedAuthor,
  mode: 'direct',
  seed: '0',
  readBudgetKib: '16',
  partKib: '48',
  granularity: 'per-repository',
  windowTokens: '65536',
  calls: '',
  tokens: '',
  dollars: '',
}

/** What may be remembered of elsewhere and is not to be had here: another author, a mode that needs history or a model. */
export function fitChoice(choice: SynthesisChoice, authors: readonly string[], depth: number): SynthesisChoice {
  const author = authors.includes(choice.author) ? choice.author : embeddedAuthor
  const isUnfit = (choice.mode === 'history' && depth < 2) || (choice.mode === 'free' && author === embeddedAuthor)
  return { ...choice, author, mode: isUnfit ? 'direct' : choice.mode }
}

/** The same as the API takes it. Only models have a budget. */
export function settingsOf({ author, mode, seed, granularity, ...numbers }: SynthesisChoice) {
  return {
    author,
    mode,
    seed: Number(seed),
    readBudgetBytes: bytesOf(numbers.readBudgetKib),
    partBytes: bytesOf(numbers.partKib),
    granularity,
    windowTokens: Number(numbers.windowTokens),
  }
}

function bytesOf(kib: string): number {
  return Math.round(Number(kib) * 1024)
}

export function budgetOf({ author, calls, tokens, dollars }: SynthesisChoice) {
  if (author === embeddedAuthor) return {}
  return { calls: limitOf(calls), tokens: limitOf(tokens), microdollars: limitOf(dollars, 1e6) }
}

function limitOf(text: string, unit = 1): number | undefined {
  return text.trim() === '' ? undefined : Math.round(Number(text) * unit)
}
