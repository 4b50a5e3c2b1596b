'use client'

import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import { activeTabClass, tabClass } from '@/components/ui/tabs'
import type { ForeignImport, ForeignOutcome } from '@/lib/foreign/foreign-import'

const labels: Record<ForeignOutcome, string> = { imported: 'Imported', known: 'Known before', failed: 'Failed' }
const order: readonly ForeignOutcome[] = ['failed', 'imported', 'known']

type Props = { id: string; counts: ForeignImport['counts']; outcome: ForeignOutcome | undefined }

export function ForeignOutcomeTabs({ id, counts, outcome }: Props) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const tabs = [
    { outcome: undefined, label: 'All', count: all },
    ...order.map((each) => ({ outcome: each, label: labels[each], count: counts[each] })),
  ]
  return (
    <nav aria-label="Outcome" className="flex h-9 shrink-0 items-stretch gap-4 overflow-x-auto border-b px-4">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          href={{ pathname: `/trajectories/imports/${id}`, query: tab.outcome ? { outcome: tab.outcome } : {} }}
          aria-current={tab.outcome === outcome ? 'page' : undefined}
          data-ring="inside"
          className={classNames(tabClass, 'shrink-0', tab.outcome === outcome && activeTabClass)}
        >
          {tab.label}
          <span className="text-small text-neutral-10 tabular-nums">{formatCount(tab.count)}</span>
        </Link>
      ))}
    </nav>
  )
}
