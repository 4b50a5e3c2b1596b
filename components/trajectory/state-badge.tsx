import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Eye,
  LoaderCircle,
  PackageCheck,
  Undo2,
} from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { TrajectoryRow } from '@/lib/trajectory/view'

const badges = {
  synthesizing: { tone: 'accent', icon: <LoaderCircle aria-hidden className="animate-turn" />, word: 'Synthesizing' },
  draft: { tone: 'neutral', icon: <CircleDashed aria-hidden />, word: 'Draft' },
  in_review: { tone: 'accent', icon: <Eye aria-hidden />, word: 'In review' },
  approved: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Approved' },
  rejected: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Rejected' },
  returned: { tone: 'warning', icon: <Undo2 aria-hidden />, word: 'Returned' },
  released: { tone: 'good', icon: <PackageCheck aria-hidden />, word: 'Released' },
  paused: { tone: 'warning', icon: <CirclePause aria-hidden />, word: 'Paused' },
  stopped: { tone: 'neutral', icon: <Ban aria-hidden />, word: 'Not finished' },
} as const

/** The state of a trajectory; on hover who judged it so, or what to do about it. */
export function StateBadge({ row: { state, isStopped, isPaused, head } }: { row: TrajectoryRow }) {
  const { tone, icon, word } = badges[isStopped ? 'stopped' : isPaused && state === 'synthesizing' ? 'paused' : state]
  const verdict = head?.verdict
  const title = isStopped
    ? 'Its synthesis was canceled or failed. Synthesize the repository again to finish it.'
    : verdict && `by ${verdict.by}${verdict.reason ? `: ${verdict.reason}` : ''}`
  return (
    <Badge tone={tone} icon={icon} title={title ?? undefined}>
      {word}
    </Badge>
  )
}
