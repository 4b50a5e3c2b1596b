import { Scale } from 'lucide-react'
import type { Metadata } from 'next'
import { DisagreementTable } from '@/components/review/disagreement-table'
import { OnlyReviewers } from '@/components/review/only-reviewers'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listDisagreements } from '@/lib/review/list-disagreements'

export const metadata: Metadata = { title: 'Disagreements' }

export default async function DisagreementsPage() {
  const actor = await pageActor('/review/disagreements')
  const crumbs = <Breadcrumbs crumbs={[{ label: 'Review', href: '/review' }, { label: 'Disagreements' }]} />
  if (!hasRole(actor, 'reviewer'))
    return (
      <>
        {crumbs}
        <OnlyReviewers />
      </>
    )
  const rows = await listDisagreements(actor, { limit: 100 })
  return (
    <>
      {crumbs}
      <DisagreementTable
        rows={rows}
        empty={
          <EmptyState icon={<Scale />} title="Nobody disagrees">
            When the reviewers of a queue judge a trajectory differently, it comes here to be settled.
          </EmptyState>
        }
      />
    </>
  )
}
