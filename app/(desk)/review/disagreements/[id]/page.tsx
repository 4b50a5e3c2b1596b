import type { Metadata } from 'next'
import { Adjudication } from '@/components/review/adjudication'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { pageActor } from '@/lib/auth/session'
import { getDisagreement } from '@/lib/review/list-disagreements'

export const metadata: Metadata = { title: 'Disagreement' }

export default async function DisagreementPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await pageActor(`/review/disagreements/${id}`)
  const disagreement = await getDisagreement(actor, { id })
  return (
    <div className="grid max-w-page gap-4 px-4 pt-4 pb-12">
      <Breadcrumbs
        crumbs={[
          { label: 'Review', href: '/review' },
          { label: 'Disagreements', href: '/review/disagreements' },
          { label: disagreement.repositoryName },
        ]}
      />
      <Adjudication disagreement={disagreement} />
    </div>
  )
}
