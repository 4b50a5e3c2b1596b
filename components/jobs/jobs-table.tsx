'use client'

import { useQuery } from '@tanstack/react-query'
import { Activity, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount, formatDuration } from '@/components/ui/number-format'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { Column } from '@/components/ui/table-model'
import { useKeys } from '@/components/ui/use-keys'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { HoldButton } from './hold-button'
import { JobStateBadge } from './job-state-badge'
import { JobTitle } from './job-title'
import { jobsQuery } from './queries'
import { holdVerbOf, type JobActions, useJobActions } from './use-job-actions'

const pageSize = 50
const mostShown = 200
const holdKey = 'p'

export function JobsTable({ canCancel }: { canCancel: boolean }) {
  const [limit, setLimit] = useState(pageSize)
  const {
    data: jobs,
    error,
    refetch,
    isFetching,
  } = useQuery({
    ...jobsQuery({ limit }),
    placeholderData: (previous) => previous,
  })
  const actions = useJobActions()
  const place = useRef<HTMLDivElement>(null)
  const holdFocused = () => {
    const job = jobs?.[findFocusedRow(place.current)]
    const verb = job && holdVerbOf(job)
    if (verb) actions.tell(verb, job.id)
  }
  useKeys({ [holdKey]: { title: 'Pause or resume the job', group: 'List', run: holdFocused } }, canCancel)
  if (error && !jobs) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!jobs) return <SkeletonRows rows={12} />
  const isFull = jobs.length === limit && limit < mostShown
  return (
    <div ref={place} className="contents">
      {actions.error && <ErrorPanel className="m-4" sentence={actions.error.message} />}
      <DataTable
        label="Jobs"
        columns={columnsOf(canCancel, actions)}
        rows={jobs}
        rowKey={(job) => job.id}
        onMore={isFull ? () => setLimit(Math.min(mostShown, limit + pageSize)) : undefined}
        isLoadingMore={isFetching}
        moreNote={jobs.length === mostShown ? `The newest ${mostShown} jobs are shown.` : undefined}
        minWidth="min-w-205"
        empty={
          <EmptyState icon={<Activity />} title="No jobs yet">
            Imports, syntheses, optimizations and exports are listed here with their progress and what became of them.
          </EmptyState>
        }
      />
    </div>
  )
}

function findFocusedRow(place: HTMLElement | null): number {
  const row = document.activeElement?.closest('tbody tr')
  return row && place?.contains(row) ? [...(row.parentElement?.children ?? [])].indexOf(row) : -1
}

function columnsOf(canCancel: boolean, actions: JobActions): Column<JobRun>[] {
  return [
    { id: 'state', header: 'State', width: 'w-28', cell: (job) => <JobStateBadge job={job} /> },
    { id: 'kind', header: 'Kind', width: 'w-24', cell: (job) => <span className="text-neutral-10">{job.kind}</span> },
    {
      id: 'title',
      header: 'Job',
      width: 'w-3/10',
      cell: (job) => (
        <span title={job.title}>
          <JobTitle job={job} />
        </span>
      ),
    },
    { id: 'progress', header: 'Progress', cell: (job) => <Outcome job={job} /> },
    {
      id: 'started',
      header: 'Started',
      width: 'w-26',
      cell: (job) => <RelativeTime iso={job.startedAt ?? job.createdAt} className="text-neutral-10" />,
    },
    {
      id: 'duration',
      header: 'Duration',
      width: 'w-26',
      align: 'end',
      cell: (job) => <span className="text-neutral-10">{durationOf(job)}</span>,
    },
    {
      id: 'actions',
      header: <span className="sr-only">Pause or cancel</span>,
      width: 'w-22',
      align: 'end',
      cell: (job) =>
        canCancel &&
        !isEnded(job.state) && (
          <span className="inline-flex">
            <HoldButton job={job} actions={actions} keys={holdKey} />
            <IconButton label="Cancel" disabled={job.isCanceling} onClick={() => actions.tell('cancel', job.id)}>
              <X />
            </IconButton>
          </span>
        ),
    },
  ]
}

function Outcome({ job }: { job: JobRun }) {
  if (job.error)
    return (
      <span className="text-reject" title={job.error}>
        {job.error}
      </span>
    )
  const counted = job.total === null ? formatCount(job.done) : `${formatCount(job.done)} of ${formatCount(job.total)}`
  const text = job.done > 0 || job.total ? `${counted} ${job.unit ?? ''}` : (job.message ?? '')
  if (job.state !== 'running') return <span className="text-neutral-10 tabular-nums">{text}</span>
  return (
    <span className="flex items-center gap-3">
      <Progress isCompact label={job.title} done={job.done} total={job.total} className="w-28 shrink-0" />
      <span className="truncate text-neutral-10 tabular-nums" title={job.message ?? undefined}>
        {text}
      </span>
    </span>
  )
}

function durationOf({ startedAt, endedAt }: JobRun): string {
  if (!startedAt) return ''
  return endedAt ? formatDuration(Date.parse(endedAt) - Date.parse(startedAt)) : '…'
}
