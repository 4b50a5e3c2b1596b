import type { Metadata } from 'next'
import { z } from 'zod'
import { Section } from '@/components/frame/home/section'
import { GoldTable, LabelTable, PairTable } from '@/components/review/agreement-tables'
import { MeasureText } from '@/components/review/measure-text'
import { OnlyReviewers } from '@/components/review/only-reviewers'
import { QueueSelect } from '@/components/review/queue-select'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { formatCount } from '@/components/ui/number-format'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { readAgreement } from '@/lib/review/read-agreement'

export const metadata: Metadata = { title: 'Agreement' }

const Address = z.object({ queue: z.uuid().optional().catch(undefined) })

export default async function AgreementPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const actor = await pageActor('/review/agreement')
  const crumbs = <Breadcrumbs crumbs={[{ label: 'Review', href: '/review' }, { label: 'Agreement' }]} />
  if (!hasRole(actor, 'reviewer'))
    return (
      <>
        {crumbs}
        <OnlyReviewers />
      </>
    )
  const { queue } = Address.parse(await searchParams)
  const { queues, verdicts, pairs, labels, gold } = await readAgreement(actor, { queueId: queue })
  return (
    <div className="grid max-w-page gap-8 px-4 pt-3 pb-12">
      {crumbs}
      <div className="flex flex-wrap items-start justify-between gap-4">
        <dl className="flex flex-wrap gap-x-10 gap-y-3">
          <Figure term="Judged by several" note="revisions">
            {formatCount(verdicts.units)}
          </Figure>
          <Figure term="Reviewers">{formatCount(verdicts.reviewers)}</Figure>
          <Figure term="Agree" note="of pairs of verdicts">
            <MeasureText measure={verdicts.percent} asPercent />
          </Figure>
          <Figure term="Krippendorff’s α" note="1 is perfect, 0 is chance">
            <MeasureText measure={verdicts.alpha} />
          </Figure>
        </dl>
        <QueueSelect queues={queues} chosen={queue} />
      </div>
      <Section title="By pair">
        <PairTable rows={pairs} />
      </Section>
      <Section title="By label">
        <LabelTable rows={labels} />
      </Section>
      {gold && (
        <Section title="Gold samples">
          <GoldTable rows={gold} />
        </Section>
      )}
    </div>
  )
}

function Figure({ term, note, children }: { term: string; note?: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-small text-neutral-10">{term}</dt>
      <dd className="text-title font-semibold">{children}</dd>
      {note && <dd className="text-small text-neutral-10">{note}</dd>}
    </div>
  )
}
