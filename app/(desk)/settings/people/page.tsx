import { Lock } from 'lucide-react'
import type { Metadata } from 'next'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { hasRole, userIdOf } from '@/lib/auth/actor'
import { listUsers } from '@/lib/auth/list-users'
import { pageActor } from '@/lib/auth/session'
import { AddPerson } from './add-person'
import { PeopleTable } from './people-table'

export const metadata: Metadata = { title: 'People' }

const crumbs = [{ label: 'Settings', href: '/settings' }, { label: 'People' }]

export default async function PeoplePage() {
  const actor = await pageActor('/settings/people')
  if (!hasRole(actor, 'admin'))
    return (
      <>
        <Breadcrumbs crumbs={crumbs} />
        <EmptyState icon={<Lock />} title="Only administrators see the people">
          Ask an administrator when somebody should join, or when your role should change.
        </EmptyState>
      </>
    )
  const people = await listUsers(actor, {})
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-4 px-4">
        <p className="text-neutral-10">
          Viewers read. Reviewers also import, search, judge and export. Administrators also manage people.
        </p>
        <AddPerson />
      </div>
      <PeopleTable people={people} ownId={userIdOf(actor)} />
    </>
  )
}
