'use client'

import { ErrorPanel } from '@/components/ui/error-panel'
import { Progress } from '@/components/ui/progress'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { HoldButton } from './hold-button'
import { JobTitle } from './job-title'
import { useJobActions } from './use-job-actions'

/** One job with its title, progress, pause and cancel; when it failed, why. Without `canCancel` it only shows. */
export function JobProgress({ job, canCancel }: { job: JobRun; canCancel: boolean }) {
  const actions = useJobActions()
  if (job.state === 'failed')
    return <ErrorPanel title={`${job.title} failed`} sentence={job.error ?? 'It ended with an error.'} />
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="truncate font-medium" title={job.title}>
        <JobTitle job={job} />
      </p>
      {isEnded(job.state) ? (
        <p className="text-small text-neutral-10">{job.state === 'done' ? 'Done' : 'Canceled'}</p>
      ) : (
        <Progress
          label={job.title}
          done={job.done}
          total={job.total}
          unit={job.unit}
          // While it is held no time passes for its rate.
          startedAt={job.state === 'paused' ? null : job.startedAt}
          message={messageOf(job)}
          isCanceling={job.isCanceling || actions.pending?.verb === 'cancel'}
          onCancel={canCancel ? () => actions.tell('cancel', job.id) : undefined}
          actions={canCancel && <HoldButton job={job} actions={actions} />}
        />
      )}
      {actions.error && <p className="text-small text-reject">{actions.error.message}</p>}
    </div>
  )
}

function messageOf({ state, isPausing, message }: JobRun): string | null {
  if (state === 'paused') return 'Paused'
  if (state === 'queued') return 'Waiting for a worker'
  return isPausing ? 'Pausing…' : message
}
