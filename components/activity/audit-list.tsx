'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { RelativeTime } from '@/components/ui/relative-time'
import { SkeletonRows } from '@/components/ui/skeleton'
import { type AuditEvent, type AuditFilter, compareSides } from '@/lib/auth/audit'
import { placeOf, wordsOf } from './audit-words'
import { auditQuery } from './queries'

/** What was done, a sentence each, newest first; what was before and after on demand. */
export function AuditList({ filter }: { filter: AuditFilter }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(auditQuery(filter))
  if (error && !data) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!data) return <SkeletonRows rows={12} columns={3} />
  const rows = data.pages.flatMap((page) => page.rows)
  if (rows.length === 0)
    return (
      <EmptyState icon={<History />} title="Nothing found">
        Nothing that was done is under these filters.
      </EmptyState>
    )
  return (
    <div className="min-h-0 grow overflow-y-auto">
      <ol aria-label="Audit trail">
        {rows.map((event) => (
          <Entry key={event.id} event={event} />
        ))}
      </ol>
      {hasNextPage && (
        <div className="flex h-bar items-center justify-center">
          <Button tone="quiet" isBusy={isFetching} onClick={() => fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </div>
  )
}

function Entry({ event }: { event: AuditEvent }) {
  const [isOpen, setIsOpen] = useState(false)
  const href = placeOf(event)
  const lines = compareSides(event.before, event.after)
  return (
    <li className="border-b px-4 py-1.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <p className="min-w-0 grow">
          <strong className="font-medium">{event.actor}</strong>{' '}
          {href ? (
            <Link href={href} className="rounded-small hover:underline">
              {wordsOf(event)}
            </Link>
          ) : (
            wordsOf(event)
          )}
          {event.why && <span className="text-neutral-11">: “{event.why}”</span>}
        </p>
        <code className="font-mono text-small text-neutral-10">{event.action}</code>
        {lines.length > 0 && (
          <button
            type="button"
            aria-expanded={isOpen}
            className="rounded-small text-small text-neutral-10 underline hover:text-neutral-12"
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : 'Before and after'}
          </button>
        )}
        <RelativeTime iso={event.at} className="w-24 text-right text-neutral-10" />
      </div>
      {isOpen && (
        <table className="my-1 w-full table-fixed text-left text-small">
          <thead className="text-neutral-10">
            <tr>
              <th scope="col" className="w-1/5 font-medium">
                Field
              </th>
              <th scope="col" className="font-medium">
                Before
              </th>
              <th scope="col" className="font-medium">
                After
              </th>
            </tr>
          </thead>
          <tbody className="align-top wrap-anywhere">
            {lines.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row" className="font-normal text-neutral-10">
                  {name}
                </th>
                <td>{before === undefined ? '–' : <del className="text-reject">{before}</del>}</td>
                <td>{after === undefined ? '–' : <ins className="text-approve">{after}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  )
}
