import type { Judgement } from '@/lib/trajectory/view'

export type Opinion = { by: string; judgement: Judgement; isDeciding: boolean }

/**
 * What the verdicts on one revision come to when `overlap` reviewers are wanted: `open` until all are in, then the
 * judgement on which they agree, or `split`. What settles a disagreement counts alone. Of one person's, the last counts.
 */
export type Outcome = { kind: 'open'; missing: number } | { kind: 'decided'; judgement: Judgement } | { kind: 'split' }

export function decide(opinions: readonly Opinion[], overlap: number): Outcome {
  const deciding = opinions.findLast((opinion) => opinion.isDeciding)
  if (deciding) return { kind: 'decided', judgement: deciding.judgement }
  const last = [...new Map(opinions.map((opinion) => [opinion.by, opinion.judgement])).values()]
  const [first] = last
  if (first === undefined || last.length < overlap) return { kind: 'open', missing: overlap - last.length }
  return last.every((judgement) => judgement === first) ? { kind: 'decided', judgement: first } : { kind: 'split' }
}
