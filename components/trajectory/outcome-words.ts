import { formatCount } from '@/components/ui/number-format'

/** How calls of models end, in words, the good end first. */
const words: Record<string, string> = {
  ok: 'Answered',
  pending: 'Under way',
  refusal: 'Refused',
  truncated: 'Cut off',
  malformed: 'Garbled',
  rate_limited: 'Too many at once',
  unavailable: 'Server away',
  timeout: 'Too slow',
  rejected: 'Not accepted',
  canceled: 'Canceled',
  lost: 'Lost with its process',
}

/** Each end that came up, with how often. */
export function outcomeWords(byOutcome: Record<string, number>): [string, string][] {
  const known = Object.keys(words).filter((outcome) => outcome in byOutcome)
  const others = Object.keys(byOutcome).filter((outcome) => !(outcome in words))
  return [...known, ...others].map((outcome) => [words[outcome] ?? outcome, formatCount(byOutcome[outcome] ?? 0)])
}
