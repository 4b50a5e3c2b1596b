'use client'

import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import { activeTabClass, tabClass } from '@/components/ui/tabs'
import type { Batch, BatchItemState } from '@/lib/repository/batch'

const tabs: readonly { state: BatchItemState | undefined; label: string }[] = [
  { state: undefined, label: 'All' },
  { state: 'imported', label: 'Imported' },
  { state: 'known', label: 'Known before' },
  { state: 'failed', label: 'Failed' },
  { state: 'waiting', label: 'Waiting' },
]

export function BatchStateTabs({ batch, state }: { batch: Batch; state: BatchItemState | undefined }) {
  return (
    <nav aria-label="State" className="flex h-9 shrink-0 items-stretch gap-4 border-b px-4">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          href={{ pathname: `/repositories/batches/${batch.id}`, query: tab.state ? { state: tab.state } : {} }}
          aria-current={tab.state === state ? 'page' : undefined}
          data-ring="inside"
          className={classNames(tabClass, tab.state === state && activeTabClass)}
        >
          {tab.label}
          <span className="text-small text-neutral-10 tabular-nums">
            {formatCount(tab.state ? batch.counts[tab.state] : batch.total)}
          </span>
        </Link>
      ))}
    </nav>
  )
}
