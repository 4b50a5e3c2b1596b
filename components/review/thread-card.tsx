'use client'

import { Check, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { ThreadView } from '@/lib/review/comment'
import { AnchorLine } from './anchor-line'
import { deleteComment, editComment, reply, resolveThread } from './comment-changes'
import { CommentComposer } from './comment-composer'
import { CommentItem } from './comment-item'
import type { Review } from './use-review'

export type ThreadCardProps = {
  review: Review
  thread: ThreadView
  isCurrent: boolean
  onGo: (position: number) => void
}

/** A talk about a place: what was said, an answer, and whether it is settled. */
export function ThreadCard({ review, thread, isCurrent, onGo }: ThreadCardProps) {
  const [isReplying, setIsReplying] = useState(false)
  const place = review.placeOf(thread.anchor, 'comments')
  const isResolved = thread.resolvedAt !== null
  const isDraftOpen = isReplying && !isResolved
  return (
    <article
      aria-label={`Thread on ${place.where}`}
      className={`grid gap-1 border-b px-4 py-2.5 ${isCurrent ? 'bg-accent-soft' : ''}`}
    >
      <header className="flex items-start gap-2">
        <AnchorLine review={review} anchor={thread.anchor} isOutdated={thread.isOutdated} onGo={onGo} />
        {isResolved && (
          <Badge tone="good" icon={<Check aria-hidden />} className="ml-auto">
            resolved
          </Badge>
        )}
      </header>
      <ul className="grid">
        {thread.comments.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            people={review.people}
            isOwn={review.mayReview && comment.userId === review.userId}
            onEdit={(words) => review.act(editComment(place, comment, words), 'Comment changed')}
            onDelete={() => review.act(deleteComment(place, comment), 'Comment deleted')}
          />
        ))}
      </ul>
      {isDraftOpen && (
        <CommentComposer
          draftKey={`reply ${thread.id}`}
          people={review.people}
          action="Reply"
          label="Reply"
          autoFocus
          onCancel={() => setIsReplying(false)}
          onSubmit={(words) => {
            review.act(reply(place, thread, words))
            setIsReplying(false)
          }}
        />
      )}
      {review.mayReview && !isDraftOpen && (
        <div className="flex gap-2">
          {!isResolved && <Button onClick={() => setIsReplying(true)}>Reply</Button>}
          <Button
            tone="quiet"
            onClick={() =>
              review.act(resolveThread(place, thread, !isResolved), isResolved ? 'Thread reopened' : 'Thread resolved')
            }
          >
            {isResolved ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
            {isResolved ? 'Reopen' : 'Resolve'}
          </Button>
        </div>
      )}
    </article>
  )
}
