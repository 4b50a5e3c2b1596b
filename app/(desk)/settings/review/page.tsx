import type { Metadata } from 'next'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { readRules } from '@/lib/review/read-rules'
import { PolicyForm } from './policy-form'
import { ReasonList } from './reason-list'

export const metadata: Metadata = { title: 'Review' }

export default async function ReviewSettingsPage() {
  const actor = await pageActor('/settings/review')
  const { policy, reasons } = await readRules(actor, {})
  const mayChange = hasRole(actor, 'admin')
  return (
    <div className="grid max-w-wide-dialog gap-8 px-4 pt-4 pb-12">
      <Breadcrumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Review' }]} />
      <PolicyForm policy={policy} mayChange={mayChange} />
      <section className="grid gap-4">
        <header>
          <h2 className="text-title font-semibold">Reasons</h2>
          <p className="text-neutral-10">
            What reviewers can pick for each judgement, in this order. Verdicts keep the words that they were given
            with.
          </p>
        </header>
        {(['approve', 'reject', 'return'] as const).map((judgement) => (
          <ReasonList
            key={judgement}
            judgement={judgement}
            reasons={reasons.filter((reason) => reason.judgement === judgement)}
            mayChange={mayChange}
          />
        ))}
      </section>
    </div>
  )
}
