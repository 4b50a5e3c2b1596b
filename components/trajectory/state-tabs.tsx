'use client'

import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { activeTabClass, tabClass } from '@/components/ui/tabs'
import type { TrajectoryState } from '@/lib/trajectory/view'

const tabs: readonly { state: TrajectoryState | undefined; label: string }[] = [
  { state: undefined, label: 'All' },
  { state: 'draft', label: 'Drafts' },
  { state: 'in_review', label: 'In review' },
  { state: 'returned', label: 'Returned' },
  { state: 'approved', label: 'Approved' },
  { state: 'rejected', label: 'Rejected' },
  { state: 'released', label: 'Released' },
  { state: 'synthesizing', label: 'Synthesizing' },
]

/** The states of trajectories as tabs of the list; the search stays. */
export function StateTabs({ state, query }: { state: TrajectoryState | undefined; query: string | undefined }) {
  return (
    <nav aria-label="State" className="flex h-9 shrink-0 items-stretch gap-4 border-b px-4">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          href={{
            pathname: '/trajectories',
            query: { ...(tab.state && { state: tab.state }), ...(query && { q: query }) },
          }}
          aria-current={tab.state === state ? 'page' : undefined}
          data-ring="inside"
          className={classNames(tabClass, tab.state === state && activeTabClass)}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
