import type { Metadata } from 'next'
import { saveQueueAction } from '@/app/(desk)/review/queues/actions'
import { QueueForm } from '@/components/review/queue-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { requireRole } from '@/lib/auth/actor'
import { listUsers } from '@/lib/auth/list-users'
import { pageActor } from '@/lib/auth/session'
import { searchEntries } from '@/lib/http/search-entries'
import { fromSearchParams } from '@/lib/trajectory/filter'

export const metadata: Metadata = { title: 'New queue' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Made from a list, it begins with the filter that its address carries. */
export default async function NewQueuePage({ searchParams }: Props) {
  const actor = await pageActor('/review/queues/new')
  requireRole(actor, 'admin', 'change the queues')
  const people = (await listUsers(actor, {})).filter(({ role, isDisabled }) => role !== 'viewer' && !isDisabled)
  return (
    <div className="px-4 pt-4 pb-12">
      <Breadcrumbs
        crumbs={[
          { label: 'Review', href: '/review' },
          { label: 'Queues', href: '/review/queues' },
          { label: 'New queue' },
        ]}
      />
      <QueueForm
        initialFilter={fromSearchParams(searchEntries(await searchParams))}
        people={people.map(({ id, name }) => ({ id, name }))}
        save={saveQueueAction}
      />
    </div>
  )
}
