import { Check, MessageSquare, RotateCcw, Tag, X } from 'lucide-react'
import type { Marks } from './marks'

const verdicts = {
  approve: { title: 'Approved', icon: Check, color: 'text-approve' },
  reject: { title: 'Rejected', icon: X, color: 'text-reject' },
  return: { title: 'Returned', icon: RotateCcw, color: 'text-return' },
}

/** What people have put on a step, small enough for a line. */
export function MarkDots({ marks: { verdict, annotations = 0, comments = 0 } }: { marks: Marks }) {
  const found = verdict && verdicts[verdict]
  const labels = annotations === 1 ? '1 label' : `${annotations} labels`
  const words = comments === 1 ? '1 comment' : `${comments} comments`
  return (
    <>
      {found && (
        <span title={found.title}>
          <found.icon aria-label={found.title} className={`size-3 ${found.color}`} />
        </span>
      )}
      {annotations > 0 && (
        <span title={labels}>
          <Tag aria-label={labels} className="size-3 text-return" />
        </span>
      )}
      {comments > 0 && (
        <span title={words}>
          <MessageSquare aria-label={words} className="size-3 text-return" />
        </span>
      )}
    </>
  )
}
