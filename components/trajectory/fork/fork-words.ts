import { formatCount, formatUnit } from '@/components/ui/number-format'
import type { ForkPoint } from '@/lib/trajectory/fork'

/** What a fork shares, and with what it goes on, as two sentences. */
export function forkWords({ steps, files, path }: ForkPoint, revision: number): string {
  const shared = files === 0 ? 'the plan' : `the plan and ${formatUnit(files, 'file')}`
  const next = path === null ? 'the closing words' : path
  return `It shares the first ${formatUnit(steps, 'step')} as revision ${revision} has them: ${shared}. From step ${formatCount(steps + 1)} on it is written anew, beginning with ${next}.`
}
