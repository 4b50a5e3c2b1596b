import { Route } from 'lucide-react'
import type { Metadata } from 'next'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { OptimizeManyButton } from '@/components/optimize/optimize-many-button'
import { ListAddress, morePages, readPages } from '@/components/repository/list-address'
import { SearchBox } from '@/components/repository/search-box'
import { StateTabs } from '@/components/trajectory/state-tabs'
import { TrajectoryTable } from '@/components/trajectory/trajectory-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { stateWords } from '@/lib/trajectory/state'
import { TrajectoryState } from '@/lib/trajectory/view'

export const metadata: Metadata = { title: 'Trajectories' }

const Address = ListAddress.extend({ state: TrajectoryState.optional().catch(undefined) })

export default async function TrajectoriesPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const actor = await pageActor('/trajectories')
  const address = Address.parse(await searchParams)
  const { q: search, state, pages } = address
  const filter = { search, state: state && [state] }
  const { rows, next } = await readPages(pages, (after) => listTrajectories(actor, { ...filter, after }))
  const whyNot = !hasRole(actor, 'reviewer')
    ? 'To optimize trajectories needs the role reviewer.'
    : rows.length === 0
      ? 'There is no trajectory in this list.'
      : undefined
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Trajectories"
        crumbs={[{ label: 'Trajectories' }]}
        actions={
          <>
            <SearchBox label="Search repository or author" />
            <OptimizeManyButton filter={filter} words={wordsOf(state, search)} whyNot={whyNot} />
          </>
        }
      />
      <StateTabs state={state} query={search} />
      <RunningJobs kind="synthesize" canCancel={hasRole(actor, 'reviewer')} />
      <TrajectoryTable
        rows={rows}
        moreHref={next ? morePages('/trajectories', address) : undefined}
        empty={
          search || state ? (
            <EmptyState icon={<Route />} title="Nothing found">
              No trajectory {state && `is ${stateWords[state]}`}{' '}
              {search && `has “${search}” in its repository or author`}.
            </EmptyState>
          ) : (
            <EmptyState icon={<Route />} title="No trajectories yet">
              A trajectory is the work that could have led to a repository. Open a repository and synthesize one.
            </EmptyState>
          )
        }
      />
    </div>
  )
}

function wordsOf(state: TrajectoryState | undefined, search: string | undefined): string {
  const about = search ? ` that have “${search}” in their repository or author` : ''
  return `all ${state ? `${stateWords[state]} ` : ''}trajectories${about}`
}
