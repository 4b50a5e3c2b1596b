import { CircleCheck, CircleDashed, CircleX, LoaderCircle, Undo2 } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { TrajectoryState } from '@/lib/trajectory/view'

const badges = {
  synthesizing: { tone: 'accent', icon: <LoaderCircle aria-hidden className="animate-turn" />, word: 'Synthesizing' },
  draft: { tone: 'neutral', icon: <CircleDashed aria-hidden />, word: 'Draft' },
  approved: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Approved' },
  rejected: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Rejected' },
  returned: { tone: 'warning', icon: <Undo2 aria-hidden />, word: 'Returned' },
} as const

export function StateBadge({ state, title }: { state: TrajectoryState; title?: string }) {
  const { tone, icon, word } = badges[state]
  return (
    <Badge tone={tone} icon={icon} title={title}>
      {word}
    </Badge>
  )
}
