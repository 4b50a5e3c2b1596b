import type { ForeignTrajectory } from '@/lib/foreign/foreign'

/** The steps of a trajectory a line each, for tests: `0 think …`, `0 act name {…}`, `0 answer of name: …`, `0 user: …`. */
export function brief({ steps }: Pick<ForeignTrajectory, 'steps'>): string[] {
  return steps.map((step) => {
    if (step.kind === 'think') return `${step.run} think ${step.text}`
    if (step.kind === 'act') return `${step.run} act ${step.name} ${JSON.stringify(step.given)}`
    const sign = step.isError ? '!' : ''
    return `${step.run} ${step.answers === null ? step.from : `answer of ${step.answers}`}${sign}: ${step.text}`
  })
}
