import { formatCount } from '@/components/ui/number-format'

/** What verifiers could not be held against, as a sentence: `replays, causal do not apply to 3 of them, which were made by other agents.` */
export function unappliedWords(unapplied: readonly { verifier: string; count: number }[]): string {
  const byCount = Map.groupBy(unapplied, ({ count }) => count)
  return Array.from(byCount, ([count, verifiers]) => {
    const names = verifiers.map(({ verifier }) => verifier).join(', ')
    const verb = verifiers.length === 1 ? 'does' : 'do'
    return `${names} ${verb} not apply to ${formatCount(count)} of them, made by other agents and imported: they pass.`
  }).join(' ')
}
