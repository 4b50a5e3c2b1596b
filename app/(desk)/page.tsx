import type { Metadata } from 'next'
import Link from 'next/link'
import { AwaitingList } from '@/components/frame/home/awaiting-list'
import { FirstSteps } from '@/components/frame/home/first-steps'
import { Funnel } from '@/components/frame/home/funnel'
import { ReleasedChart } from '@/components/frame/home/released-chart'
import { RunningJobs } from '@/components/frame/home/running-jobs'
import { Section } from '@/components/frame/home/section'
import { Inbox } from '@/components/review/inbox'
import { OwnWorkList } from '@/components/review/own-work-list'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listEndpoints } from '@/lib/llm/list-endpoints'
import { type HomeView, readHome } from '@/lib/review/read-home'

export const metadata: Metadata = { title: 'Home' }

export default async function HomePage() {
  const actor = await pageActor('/')
  const [home, models] = await Promise.all([readHome(actor, {}), listEndpoints(actor, {})])
  const canReview = hasRole(actor, 'reviewer')
  const isFirstVisit = !home.hasOwnRepository
  return (
    <>
      <PageHeader title="Home" crumbs={[{ label: 'Home' }]} />
      <div className="grid max-w-page gap-8 px-4 pb-12">
        {isFirstVisit && (
          <FirstSteps
            sampleTrajectoryId={home.sampleTrajectoryId}
            isWorking={home.isWorking}
            hasOwnRepository={home.hasOwnRepository}
            hasModel={models.length > 0}
            canImport={canReview}
          />
        )}
        {home.own.work.length + home.own.disagreements > 0 && <OwnSection own={home.own} />}
        <Inbox />
        <AwaitingSection awaiting={home.awaiting} canReview={canReview} />
        <div className="grid gap-8 md:grid-cols-2 lg:grid-cols-3">
          <RunningJobs canCancel={canReview} />
          <Section title="From import to release">
            <Funnel stages={home.funnel} />
          </Section>
          <Section title="Tokens released">
            <ReleasedChart releases={home.released} nowMs={Date.now()} />
          </Section>
        </div>
      </div>
    </>
  )
}

/** What a person has begun, or has to settle, before anything new. */
function OwnSection({ own: { work, disagreements } }: { own: HomeView['own'] }) {
  return (
    <Section
      title="Your review"
      note={
        disagreements > 0 && (
          <Link href="/review/disagreements" className="rounded-small text-accent-text hover:underline">
            {formatUnit(disagreements, 'disagreement')} to settle
          </Link>
        )
      }
    >
      {work.length > 0 ? (
        <OwnWorkList rows={work} />
      ) : (
        <p className="border-t pt-3 text-neutral-10">You have nothing at hand.</p>
      )}
    </Section>
  )
}

function AwaitingSection({ awaiting, canReview }: { awaiting: HomeView['awaiting']; canReview: boolean }) {
  const count = awaiting.drafts + awaiting.returned
  return (
    <Section
      title={canReview ? 'Waiting for your verdict' : 'Waiting for a verdict'}
      note={
        count > awaiting.rows.length && (
          <Link href="/trajectories?state=draft" className="rounded-small text-accent-text hover:underline">
            All {formatCount(count)}
          </Link>
        )
      }
    >
      {awaiting.rows.length > 0 ? (
        <AwaitingList rows={awaiting.rows} />
      ) : (
        <p className="border-t pt-3 text-neutral-10">
          Nothing waits. Trajectories come here when they are synthesized or returned.
        </p>
      )}
    </Section>
  )
}
