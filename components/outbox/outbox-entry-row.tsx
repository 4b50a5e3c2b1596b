'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Entry } from './entry'

export type OutboxEntryRowProps = {
  entry: Entry
  onRetry: () => void
  onDiscard: () => void
  onMerge: () => void
}

/** What an entry does, why it is still here, and what can be done about it. */
export function OutboxEntryRow({ entry, onRetry, onDiscard, onMerge }: OutboxEntryRowProps) {
  const { title, href, state, error, createdAt } = entry
  return (
    <li className="grid gap-1 border-t pt-2">
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 grow wrap-anywhere">
          {href ? (
            <Link href={href} className="rounded-small hover:underline">
              {title}
            </Link>
          ) : (
            title
          )}
        </span>
        <RelativeTime iso={new Date(createdAt).toISOString()} className="shrink-0 text-small text-neutral-10" />
      </div>
      {error && <p className={state === 'waiting' ? 'text-neutral-10' : 'text-reject'}>{error.message}</p>}
      {state !== 'waiting' && (
        <div className="flex gap-2">
          {state === 'conflict' ? (
            <Button tone="primary" onClick={onMerge}>
              Compare both
            </Button>
          ) : (
            <Button onClick={onRetry}>Try again</Button>
          )}
          <Button tone="quiet" onClick={onDiscard}>
            Discard
          </Button>
        </div>
      )}
      {state === 'waiting' && error && (
        <Button tone="quiet" className="w-fit" onClick={onDiscard}>
          Discard
        </Button>
      )}
    </li>
  )
}
