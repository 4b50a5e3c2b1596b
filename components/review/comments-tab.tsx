'use client'

import { MessageSquare } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Kbd } from '@/components/ui/kbd'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import { stepOfAnchor } from '@/lib/review/anchor'
import { startThread } from './comment-changes'
import { CommentComposer } from './comment-composer'
import { ThreadCard } from './thread-card'
import type { Review } from './use-review'

export type CommentsTabProps = { review: Review; stepId: string; onGo: (position: number) => void }

const shows = [
  { value: 'open', label: 'Open' },
  { value: 'all', label: 'All' },
] as const

/** Every thread of the trajectory, those of the step at the cursor first. */
export function CommentsTab({ review, stepId, onGo }: CommentsTabProps) {
  const [show, setShow] = useState<'open' | 'all'>('open')
  const [isWriting, setIsWriting] = useState(false)
  const { threads, isLoading, error, mayReview, view } = review
  const open = threads.filter(({ resolvedAt }) => show === 'all' || resolvedAt === null)
  const isHere = (thread: (typeof open)[number]) => stepOfAnchor(thread.anchor) === stepId
  const ordered = [...open.filter(isHere), ...open.filter((thread) => !isHere(thread))]
  if (error) return <ErrorPanel className="m-4" sentence={error.message} />
  if (isLoading) return <Skeleton className="m-4 h-24" />
  const anchor = { scope: 'trajectory' as const }
  const place = review.placeOf(anchor, 'comments')
  return (
    <div className="grid content-start">
      <div className="flex items-center justify-between gap-2 border-b px-4 py-1.5">
        <Segments label="Which threads" segments={shows} value={show} onChange={setShow} />
        {mayReview && !isWriting && (
          <Button tone="quiet" onClick={() => setIsWriting(true)}>
            Comment on the trajectory
          </Button>
        )}
      </div>
      {isWriting && (
        <div className="border-b p-4">
          <CommentComposer
            draftKey={`thread ${view.id}`}
            people={review.people}
            action="Comment"
            autoFocus
            onCancel={() => setIsWriting(false)}
            onSubmit={(words) => {
              const begun = startThread(
                { trajectoryId: view.id, revision: view.revision.number, anchor, ...place },
                words,
              )
              review.act(begun, begun.step.title)
              setIsWriting(false)
            }}
          />
        </div>
      )}
      {ordered.length === 0 && (
        <EmptyState
          icon={<MessageSquare />}
          title={show === 'open' ? 'Nothing is being discussed' : 'No comments yet'}
          className="py-8!"
        >
          {mayReview ? (
            <>
              Press <Kbd keys="c" /> to comment on the step, or select words or lines first.
            </>
          ) : (
            'Reviewers can comment on steps, words and lines.'
          )}
        </EmptyState>
      )}
      {ordered.map((thread) => (
        <ThreadCard key={thread.id} review={review} thread={thread} isCurrent={isHere(thread)} onGo={onGo} />
      ))}
    </div>
  )
}
