'use client'

import { useQuery } from '@tanstack/react-query'
import { Route } from 'lucide-react'
import Link from 'next/link'
import { writersQuery } from '@/components/repository/queries'
import { formatCount } from '@/components/ui/number-format'
import { PanelSection, panelRow } from './panel'

/** The trajectories that write a file, each at its first step that does. */
export function WriterList({ snapshotId, path }: { snapshotId: string; path: string }) {
  const { data: writers } = useQuery(writersQuery(snapshotId, path))
  if (!writers || writers.length === 0) return null
  return (
    <PanelSection title="Written in" count={writers.length}>
      <ul>
        {writers.map(({ trajectoryId, author, state, position, revision }) => (
          <li key={trajectoryId}>
            <Link data-ring="inside" className={panelRow} href={`/trajectories/${trajectoryId}?step=${position}`}>
              <Route aria-hidden className="size-4 shrink-0 text-neutral-10" />
              <span className="truncate">
                step {formatCount(position)} by {author}
              </span>
              <span className="ml-auto shrink-0 text-small text-neutral-10">
                {state}, revision {revision}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}
