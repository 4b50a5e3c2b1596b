import { formatUnit } from '@/components/ui/number-format'
import { verifierNames } from '@/lib/trajectory/verifiers'

/** What verifiers could not be held against, in sentences: `2 documents were made by other agents: no verifier applies to them, and they pass.` */
export function unappliedWords(unapplied: readonly { verifier: string; count: number }[]): string {
  const byCount = Map.groupBy(unapplied, ({ count }) => count)
  return Array.from(byCount, ([count, found]) => {
    const [were, them, pass] = count === 1 ? ['was', 'it', 'it passes'] : ['were', 'them', 'they pass']
    const names = found.map(({ verifier }) => verifier).join(', ')
    const isAll = found.length === verifierNames.length
    const apply = isAll ? 'no verifier applies' : `${names} ${found.length === 1 ? 'does' : 'do'} not apply`
    return `${formatUnit(count, 'document')} ${were} made by other agents: ${apply} to ${them}, and ${pass}.`
  }).join(' ')
}
