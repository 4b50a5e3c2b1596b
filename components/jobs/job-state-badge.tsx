import { Ban, CircleCheck, CirclePause, CircleX, Clock, LoaderCircle } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { JobRun } from '@/lib/jobs/job'

const badges = {
  queued: { tone: 'neutral', icon: <Clock aria-hidden />, word: 'Waiting' },
  running: { tone: 'accent', icon: <LoaderCircle aria-hidden className="animate-turn" />, word: 'Running' },
  paused: { tone: 'warning', icon: <CirclePause aria-hidden />, word: 'Paused' },
  done: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Done' },
  failed: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Failed' },
  canceled: { tone: 'neutral', icon: <Ban aria-hidden />, word: 'Canceled' },
} as const

export function JobStateBadge({ job }: { job: Pick<JobRun, 'state' | 'isCanceling' | 'isPausing'> }) {
  const { tone, icon, word } = badges[job.state]
  return (
    <Badge tone={tone} icon={icon}>
      {job.isCanceling ? 'Canceling' : job.isPausing ? 'Pausing' : word}
    </Badge>
  )
}
