import { ListChecks, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { OnlyReviewers } from '@/components/review/only-reviewers'
import { QueueTable } from '@/components/review/queue-table'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listQueues } from '@/lib/review/save-queue'

export const metadata: Metadata = { title: 'Queues' }

export default async function QueuesPage() {
  const actor = await pageActor('/review/queues')
  const crumbs = <Breadcrumbs crumbs={[{ label: 'Review', href: '/review' }, { label: 'Queues' }]} />
  if (!hasRole(actor, 'reviewer'))
    return (
      <>
        {crumbs}
        <OnlyReviewers />
      </>
    )
  const queues = await listQueues(actor, {})
  const isAdmin = hasRole(actor, 'admin')
  const make = isAdmin && (
    <Button asChild tone="primary">
      <Link href="/review/queues/new">
        <Plus aria-hidden /> Make a queue
      </Link>
    </Button>
  )
  return (
    <>
      {crumbs}
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-4 px-4">
        <p className="text-neutral-10">
          A queue gives reviewers one trajectory after the other: what a filter finds, or a share of it, to as many
          people as you want.
        </p>
        {queues.length > 0 && make}
      </div>
      <QueueTable
        queues={queues}
        mayChange={isAdmin}
        empty={
          <EmptyState icon={<ListChecks />} title="No queues yet" action={make}>
            {isAdmin ? 'Make one from a filter.' : 'An administrator can make one.'}
          </EmptyState>
        }
      />
    </>
  )
}
