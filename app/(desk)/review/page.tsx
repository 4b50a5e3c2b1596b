import { Inbox, ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Section } from '@/components/frame/home/section'
import { OnlyReviewers } from '@/components/review/only-reviewers'
import { OwnWorkList } from '@/components/review/own-work-list'
import { QueueList } from '@/components/review/queue-list'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatUnit } from '@/components/ui/number-format'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { readReview } from '@/lib/review/read-review'

export const metadata: Metadata = { title: 'Review' }

export default async function ReviewPage() {
  const actor = await pageActor('/review')
  const crumbs = <Breadcrumbs crumbs={[{ label: 'Review' }]} />
  if (!hasRole(actor, 'reviewer'))
    return (
      <>
        {crumbs}
        <OnlyReviewers />
      </>
    )
  const { work, queues, disagreements } = await readReview(actor, {})
  const isAdmin = hasRole(actor, 'admin')
  return (
    <div className="grid max-w-page gap-8 px-4 pt-3 pb-12">
      {crumbs}
      {disagreements > 0 && (
        <div className="flex items-center justify-between gap-4 rounded border border-neutral-6 bg-return-soft px-3 py-2">
          <span>
            Reviewers disagree about {formatUnit(disagreements, 'trajectory', 'trajectories')} that you can settle.
          </span>
          <Button asChild>
            <Link href="/review/disagreements">Settle</Link>
          </Button>
        </div>
      )}
      <Section title="Your work">
        {work.length > 0 ? (
          <OwnWorkList rows={work} />
        ) : (
          <p className="flex items-center gap-2 border-t pt-3 text-neutral-10">
            <Inbox aria-hidden className="size-4" /> You have nothing at hand. Claim the next from a queue.
          </p>
        )}
      </Section>
      <Section title="Queues">
        {queues.length > 0 ? (
          <QueueList queues={queues} />
        ) : (
          <EmptyState
            icon={<ListChecks />}
            title="No queues yet"
            action={
              isAdmin && (
                <Button asChild tone="primary">
                  <Link href="/review/queues/new">Make a queue</Link>
                </Button>
              )
            }
          >
            A queue gives reviewers one trajectory after the other, to each only once.{' '}
            {!isAdmin && 'An administrator can make one.'}
          </EmptyState>
        )}
      </Section>
    </div>
  )
}
