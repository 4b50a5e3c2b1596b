import { JobsTable } from '@/components/jobs/jobs-table'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'

export default async function ActivityPage() {
  const actor = await pageActor('/activity')
  return <JobsTable canCancel={hasRole(actor, 'reviewer')} />
}
