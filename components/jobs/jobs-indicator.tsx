'use client'

import { useQuery } from '@tanstack/react-query'
import { Activity, CirclePause, LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { formatUnit } from '@/components/ui/number-format'
import { Popover } from '@/components/ui/popover'
import { type Command, useCommands } from '@/components/ui/use-commands'
import { isUnderWay, type JobRun } from '@/lib/jobs/job'
import { holdWords } from './hold-button'
import { JobProgress } from './job-progress'
import { jobsQuery } from './queries'
import { holdVerbOf, type JobActions, useJobActions } from './use-job-actions'
import { useJobEvents } from './use-job-events'

const listed = 20

/** How many jobs wait or run, and what they do. It also keeps what every page knows of jobs fresh. */
export function JobsIndicator({ canCancel }: { canCancel: boolean }) {
  useJobEvents()
  const { data: jobs = [], error } = useQuery(jobsQuery({ isActive: true, limit: 200 }))
  const actions = useJobActions()
  useCommands(canCancel ? jobs.flatMap((job) => holdCommandsOf(job, actions)) : [], true)
  const underWay = jobs.filter(({ state }) => isUnderWay(state)).length
  const paused = jobs.length - underWay
  const name = underWay === 0 && paused > 0 ? `${paused} paused` : formatUnit(underWay, 'job')
  return (
    <Popover
      label="Jobs"
      align="end"
      className="w-(--container-form) max-w-[90vw]"
      trigger={
        <Button tone="quiet" aria-label={nameOf(underWay, paused)}>
          <Icon underWay={underWay} paused={paused} />
          <span className="tabular-nums" aria-live="polite">
            {jobs.length > 0 && name}
          </span>
        </Button>
      }
    >
      <div className="grid gap-3">
        {error && <p className="text-reject">{error.message}</p>}
        {jobs.length === 0 && !error && <p className="text-neutral-10">Nothing is running.</p>}
        {jobs.slice(0, listed).map((job) => (
          <JobProgress key={job.id} job={job} canCancel={canCancel} />
        ))}
        <div className="flex items-center justify-between gap-2 text-neutral-10">
          <span>{jobs.length > listed && `and ${jobs.length - listed} more`}</span>
          <Link href="/activity" className="rounded-small text-accent-text hover:underline">
            All activity
          </Link>
        </div>
      </div>
    </Popover>
  )
}

function Icon({ underWay, paused }: { underWay: number; paused: number }) {
  if (underWay > 0) return <LoaderCircle aria-hidden className="animate-turn text-running" />
  return paused > 0 ? <CirclePause aria-hidden /> : <Activity aria-hidden />
}

/** `2 jobs running, 1 paused` */
function nameOf(underWay: number, paused: number): string {
  const running = `${underWay === 0 ? 'No jobs' : formatUnit(underWay, 'job')} running`
  return paused === 0 ? running : `${running}, ${paused} paused`
}

function holdCommandsOf(job: JobRun, { tell }: JobActions): Command[] {
  const verb = holdVerbOf(job)
  if (!verb) return []
  return [
    {
      id: `${verb} ${job.id}`,
      title: `${holdWords[verb]}: ${job.title}`,
      group: 'Jobs',
      run: () => tell(verb, job.id),
    },
  ]
}
