'use client'

import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import { activeTabClass, tabClass } from '@/components/ui/tabs'
import type { BatchStage, BatchSummary } from '@/lib/synthesis/batch'

/** In the order in which a repository goes through them; those of a synthesis are shown when there is one. */
const tabs: readonly { state: BatchStage; label: string; isOfSynthesis?: boolean }[] = [
  { state: 'synthesized', label: 'Synthesized', isOfSynthesis: true },
  { state: 'unverified', label: 'Not verified', isOfSynthesis: true },
  { state: 'skipped', label: 'Skipped', isOfSynthesis: true },
  { state: 'synthesizing', label: 'Synthesizing', isOfSynthesis: true },
  { state: 'imported', label: 'Imported' },
  { state: 'known', label: 'Known before' },
  { state: 'failed', label: 'Failed' },
  { state: 'waiting', label: 'Waiting' },
]

type Props = { summary: BatchSummary; state: BatchStage | undefined }

export function BatchStateTabs({ summary: { batchId, synthesis, counts, repositories }, state }: Props) {
  const shown = tabs.filter((tab) => synthesis !== null || !tab.isOfSynthesis)
  const all = { state: undefined, label: 'All', count: repositories }
  return (
    <nav aria-label="State" className="flex h-9 shrink-0 items-stretch gap-4 overflow-x-auto border-b px-4">
      {[all, ...shown.map((tab) => ({ ...tab, count: counts[tab.state] }))].map((tab) => (
        <Link
          key={tab.label}
          href={{ pathname: `/repositories/batches/${batchId}`, query: tab.state ? { state: tab.state } : {} }}
          aria-current={tab.state === state ? 'page' : undefined}
          data-ring="inside"
          className={classNames(
            tabClass,
            'shrink-0',
            tab.state === state ? activeTabClass : tab.state && tab.count === 0 && 'max-lg:hidden',
          )}
        >
          {tab.label}
          <span className="text-small text-neutral-10 tabular-nums">{formatCount(tab.count)}</span>
        </Link>
      ))}
    </nav>
  )
}
