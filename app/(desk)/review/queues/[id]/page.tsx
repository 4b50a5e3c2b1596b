import type { Metadata } from 'next'
import { archiveQueueAction, saveQueueAction } from '@/app/(desk)/review/queues/actions'
import { ArchiveQueueButton } from '@/components/review/archive-queue-button'
import { QueueForm } from '@/components/review/queue-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { requireRole } from '@/lib/auth/actor'
import { listUsers } from '@/lib/auth/list-users'
import { pageActor } from '@/lib/auth/session'
import { getQueue } from '@/lib/review/save-queue'

export const metadata: Metadata = { title: 'Queue' }

export default async function QueuePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await pageActor(`/review/queues/${id}`)
  requireRole(actor, 'admin', 'change the queues')
  const [queue, users] = await Promise.all([getQueue(actor, { id }), listUsers(actor, {})])
  const people = users.filter(({ role, isDisabled }) => role !== 'viewer' && !isDisabled)
  return (
    <div className="grid max-w-wide-dialog gap-4 px-4 pt-4 pb-12">
      <Breadcrumbs
        crumbs={[
          { label: 'Review', href: '/review' },
          { label: 'Queues', href: '/review/queues' },
          { label: queue.name },
        ]}
      />
      <ArchiveQueueButton id={id} isArchived={queue.isArchived} action={archiveQueueAction} />
      <QueueForm queue={queue} people={people.map(({ id, name }) => ({ id, name }))} save={saveQueueAction} />
    </div>
  )
}
