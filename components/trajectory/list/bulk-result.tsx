'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect } from 'react'
import { JobProgress } from '@/components/jobs/job-progress'
import { jobQuery } from '@/components/jobs/queries'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Skeleton } from '@/components/ui/skeleton'
import { type Bulk, canBeUndone, deletesAt, verbOf } from '@/lib/bulk/bulk'
import { isEnded } from '@/lib/jobs/job'
import { bulkItemsQuery, bulkQuery, refreshLists, undoBulk } from './list-queries'

/** How a bulk action goes on, what became of each trajectory, and the way back. */
export function BulkResult({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useQueryClient()
  const { data: bulk, error } = useQuery(bulkQuery(id))
  const jobId = bulk?.undoJobId ?? bulk?.jobId
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: Boolean(jobId) })
  const undo = useMutation(undoBulk(client, id))
  const isAtRest = job ? isEnded(job.state) : false
  useEffect(() => {
    if (isAtRest) void refreshLists(client)
  }, [isAtRest, client])
  return (
    <Dialog isOpen title={bulk ? verbOf(bulk.action) : 'Bulk action'} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {error && <ErrorPanel sentence={error.message} />}
      {!bulk && !error && <Skeleton className="h-10" />}
      {bulk && (
        <div className="grid gap-3">
          {job && !isAtRest && <JobProgress job={job} canCancel />}
          <p role="status" className="tabular-nums">
            {wordsOf(bulk)}
          </p>
          {bulk.action.kind === 'delete' && (bulk.counts.waiting ?? 0) > 0 && (
            <p>They are deleted at {formatTime(deletesAt(bulk))}. Until then this can be undone.</p>
          )}
          {bulk.action.kind === 'export' && isAtRest && (bulk.counts.done ?? 0) > 0 && (
            <p>
              <Link href="/exports" className="text-accent-text hover:underline">
                See the export
              </Link>
            </p>
          )}
          {isAtRest && bulk.counts.skipped > 0 && <Items id={id} outcome="skipped" title="Left as they were" />}
          {isAtRest && bulk.counts.kept > 0 && <Items id={id} outcome="kept" title="Could not be undone" />}
          {undo.error && <ErrorPanel sentence={undo.error.message} />}
        </div>
      )}
      <DialogFooter className="pb-0!">
        {bulk && canBeUndone(bulk, isAtRest) && (
          <Button isBusy={undo.isPending} onClick={() => undo.mutate()}>
            Undo
          </Button>
        )}
        <Button tone="primary" onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function wordsOf({ counts: { done = 0, skipped = 0, waiting = 0, undone = 0, kept = 0 } }: Bulk): string {
  const parts = [
    [done, 'done'],
    [undone, 'undone'],
    [kept, 'kept'],
    [skipped, 'skipped'],
    [waiting, 'waiting'],
  ] as const
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`)
  return words.join(' · ')
}

function Items({ id, outcome, title }: { id: string; outcome: 'skipped' | 'kept'; title: string }) {
  const { data } = useQuery(bulkItemsQuery(id, outcome))
  if (!data) return <Skeleton className="h-10" />
  return (
    <section>
      <h3 className="font-medium">{title}</h3>
      <ul className="mt-1 max-h-40 overflow-y-auto rounded border">
        {data.rows.map(({ trajectoryId, name, why }) => (
          <li key={trajectoryId} className="flex justify-between gap-3 px-2 py-1 not-last:border-b">
            <Link href={`/trajectories/${trajectoryId}`} className="truncate hover:underline">
              {name}
            </Link>
            <span className="text-neutral-10">{why}</span>
          </li>
        ))}
      </ul>
      {data.next && (
        <p className="text-small text-neutral-10">
          The first {formatUnit(data.rows.length, 'trajectory', 'trajectories')}.
        </p>
      )}
    </section>
  )
}

function formatTime(date: Date): string {
  return date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}
