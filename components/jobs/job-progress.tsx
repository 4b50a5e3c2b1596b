'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Progress } from '@/components/ui/progress'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { JobTitle } from './job-title'
import { cancelJob } from './queries'

/** One job with its title, progress and cancel; when it failed, why. Without `canCancel` it only shows. */
export function JobProgress({ job, canCancel }: { job: JobRun; canCancel: boolean }) {
  const cancel = useMutation(cancelJob(useQueryClient()))
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
          startedAt={job.startedAt}
          message={job.state === 'queued' ? 'Waiting for a worker' : job.message}
          isCanceling={job.isCanceling || cancel.isPending}
          onCancel={canCancel ? () => cancel.mutate(job.id) : undefined}
        />
      )}
      {cancel.error && <p className="text-small text-reject">{cancel.error.message}</p>}
    </div>
  )
}
