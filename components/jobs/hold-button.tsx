import { Pause, Play } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import type { JobRun } from '@/lib/jobs/job'
import { holdVerbOf, type JobActions } from './use-job-actions'

export const holdWords = { pause: 'Pause', resume: 'Resume' } as const

/** Pauses a job, or lets a paused one go on; nothing for a job of which neither can be asked. */
export function HoldButton({ job, actions, keys }: { job: JobRun; actions: JobActions; keys?: string }) {
  const verb = holdVerbOf(job)
  if (!verb && !job.isPausing) return null
  const label = verb ? holdWords[verb] : 'Pausing'
  return (
    <IconButton
      label={label}
      keys={keys}
      disabled={!verb || actions.pending?.id === job.id}
      onClick={() => verb && actions.tell(verb, job.id)}
    >
      {verb === 'resume' ? <Play /> : <Pause />}
    </IconButton>
  )
}
