import type { Metadata } from 'next'
import { JobsTable } from '@/components/jobs/jobs-table'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Activity' }

export default async function ActivityPage() {
  const actor = await pageActor('/activity')
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title="Activity" crumbs={[{ label: 'Activity' }]} />
      <JobsTable canCancel={hasRole(actor, 'reviewer')} />
    </div>
  )
}
