import { CircleCheck, CircleX, Undo2 } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { Judgement } from '@/lib/trajectory/view'

const badges = {
  approve: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Approve' },
  reject: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Reject' },
  return: { tone: 'warning', icon: <Undo2 aria-hidden />, word: 'Return' },
} as const

export function JudgementBadge({ judgement, by }: { judgement: Judgement; by?: string }) {
  const { tone, icon, word } = badges[judgement]
  return (
    <Badge tone={tone} icon={icon}>
      {by ? `${by}: ${word.toLowerCase()}` : word}
    </Badge>
  )
}
