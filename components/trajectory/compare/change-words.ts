import { formatCount, formatUnit } from '@/components/ui/number-format'
import { diffLines, linesOf } from '@/lib/trajectory/line-diff'

/** How much one version of a file differs from the one before, in whole lines. */
export function changeWords(before: string, after: string): string {
  const changes = diffLines(linesOf(before), linesOf(after))
  const sum = (size: (change: (typeof changes)[number]) => number) =>
    changes.reduce((total, change) => total + size(change), 0)
  const added = sum(({ afterStart, afterEnd }) => afterEnd - afterStart)
  const removed = sum(({ beforeStart, beforeEnd }) => beforeEnd - beforeStart)
  if (changes.length === 0) return 'none'
  return `${formatUnit(added, 'line')} added, ${formatCount(removed)} removed`
}
