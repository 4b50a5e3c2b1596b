'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, Sparkles } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { JobProgress } from '@/components/jobs/job-progress'
import { jobsQuery } from '@/components/jobs/queries'
import { useJobEvents } from '@/components/jobs/use-job-events'
import { EmbeddedNote } from '@/components/trajectory/search-gain'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Kbd } from '@/components/ui/kbd'
import { formatCount, formatFixed, formatPercent } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import { useCommands } from '@/components/ui/use-commands'
import type { Optimization, OptimizationState } from '@/lib/optimize/optimization'
import { GainChart } from './gain-chart'
import { PriceChart } from './price-chart'
import { searchesQuery, seriesQuery } from './queries'
import { RoundChart } from './round-chart'
import { GuardFacts, KindTable } from './search-facts'
import { useLiveSteps } from './use-live-steps'

export type SearchesPageProps = {
  id: string
  repository: { id: string; name: string }
  mayReview: boolean
}

/** All searches of a trajectory, and what one of them found: in numbers, by round, by step and by kind. */
export function SearchesPage({ id, repository, mayReview }: SearchesPageProps) {
  const { data, error, refetch } = useQuery(searchesQuery(id))
  const { data: jobs = [] } = useQuery(jobsQuery({ subjectId: id, isActive: true }))
  const client = useQueryClient()
  const router = useRouter()
  const asked = useSearchParams().get('search')
  useJobEvents(({ subjectId }) => {
    if (subjectId === id) void client.invalidateQueries({ queryKey: ['trajectory', id] })
  })
  useLiveSteps(id)
  const back = () => router.push(`/trajectories/${id}`)
  useCommands([{ id: 'workbench', title: 'Back to the workbench', group: 'Trajectory', keys: 'b', run: back }])
  const shown = data?.rows.find((search) => search.id === asked) ?? data?.rows[0]
  return (
    <div className="flex h-full min-h-0 flex-col overflow-y-auto">
      <PageHeader
        title="Searches"
        crumbs={[
          { label: 'Repositories', href: '/repositories' },
          { label: repository.name, href: `/repositories/${repository.id}` },
          { label: 'Trajectory', href: `/trajectories/${id}` },
          { label: 'Searches' },
        ]}
        actions={
          shown && (
            <Button asChild>
              <a href={`/api/v1/trajectories/${id}/optimizations/${shown.id}/candidates`} download>
                <Download aria-hidden /> Export candidates
              </a>
            </Button>
          )
        }
      />
      {jobs.map((job) => (
        <div key={job.id} className="border-t bg-neutral-2 px-4 py-2">
          <JobProgress job={job} canCancel={mayReview} />
        </div>
      ))}
      {error && <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading" className="m-4 h-24 animate-pulse rounded bg-neutral-3" />
      )}
      {data && (
        <DataTable
          label="Searches"
          columns={columns}
          rows={data.rows}
          rowKey={(search) => search.id}
          rowLabel={({ createdAt }) => `Search of ${createdAt}`}
          href={(search) => `/trajectories/${id}/searches?search=${search.id}`}
          minWidth="min-w-220"
          className="shrink-0"
          empty={
            <EmptyState icon={<Sparkles />} title="Nothing was searched yet">
              Press <Kbd keys="r" /> in the workbench to search for thoughts that make the code more likely.
            </EmptyState>
          }
        />
      )}
      {shown && <SearchDetail key={shown.id} trajectoryId={id} search={shown} />}
    </div>
  )
}

type DetailProps = { trajectoryId: string; search: Optimization }

function SearchDetail({ trajectoryId, search }: DetailProps) {
  const { data: series, error, refetch } = useQuery(seriesQuery(trajectoryId, search.id))
  const { settings, stopped, scorer, beforeNats, afterNats, targetBytes } = search
  if (error) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!series) return <div role="status" aria-label="Loading" className="m-4 h-60 animate-pulse rounded bg-neutral-3" />
  return (
    <section aria-label="The search" className="grid gap-4 p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-neutral-10">
        <span className="font-medium text-neutral-12">
          {settings.candidates} candidates × {settings.rounds} rounds, beam {settings.width}
        </span>
        {beforeNats !== null && afterNats !== null && targetBytes !== null && (
          <span className="tabular-nums">
            {bitsPerByte(beforeNats, targetBytes)} to {bitsPerByte(afterNats, targetBytes)} bits/byte
          </span>
        )}
        {scorer && <span>Scorer {scorer}</span>}
        {settings.scorer === 'embedded' && <EmbeddedNote />}
        {settings.hint && <span>Hint: “{settings.hint}”</span>}
        {stopped && <span className="text-neutral-12">{stopped}</span>}
      </p>
      {series.steps.length === 0 ? (
        <EmptyState icon={<Sparkles />} title="No step is settled yet">
          Pictures come with the first thought that is searched through.
        </EmptyState>
      ) : (
        <>
          <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
            <RoundChart rounds={series.rounds} baselineNats={series.baselineNats} />
            <PriceChart steps={series.steps} priceWeight={settings.priceWeight} />
          </div>
          <GainChart trajectoryId={trajectoryId} steps={series.steps} />
          <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
            <GuardFacts series={series} />
            <KindTable kinds={series.kinds} />
          </div>
        </>
      )}
    </section>
  )
}

function bitsPerByte(nats: number, bytes: number): string {
  return formatFixed(nats / Math.LN2 / Math.max(1, bytes), 3)
}

const tones: Partial<Record<OptimizationState, 'good' | 'bad' | 'accent'>> = {
  done: 'good',
  failed: 'bad',
  running: 'accent',
}
const none = <span className="text-neutral-10">–</span>

const columns: readonly Column<Optimization>[] = [
  { id: 'when', header: 'When', cell: ({ createdAt }) => <RelativeTime iso={createdAt} className="font-medium" /> },
  {
    id: 'state',
    header: 'State',
    width: 'w-24',
    cell: ({ state }) => <Badge tone={tones[state]}>{state}</Badge>,
  },
  { id: 'scorer', header: 'Scorer', width: 'w-28', cell: ({ settings }) => settings.scorer },
  {
    id: 'size',
    header: 'K × R',
    width: 'w-16',
    cell: ({ settings: { candidates, rounds } }) => `${candidates} × ${rounds}`,
  },
  {
    id: 'steps',
    header: 'Steps',
    width: 'w-18',
    align: 'end',
    cell: ({ steps }) => (steps === null ? none : formatCount(steps)),
  },
  {
    id: 'candidates',
    header: 'Accepted',
    width: 'w-30',
    align: 'end',
    cell: ({ accepted, candidates }) =>
      accepted === null ? none : `${formatCount(accepted)} of ${formatCount(candidates ?? 0)}`,
  },
  {
    id: 'nats',
    header: 'Nats',
    width: 'w-44',
    align: 'end',
    cell: ({ beforeNats, afterNats }) =>
      beforeNats === null ? none : `${formatFixed(beforeNats, 0)} to ${formatFixed(afterNats ?? 0, 0)}`,
  },
  {
    id: 'gain',
    header: 'Change',
    width: 'w-20',
    align: 'end',
    cell: ({ beforeNats, afterNats }) =>
      beforeNats ? formatPercent(((afterNats ?? beforeNats) - beforeNats) / beforeNats, 2) : none,
  },
  { id: 'calls', header: 'Scored', width: 'w-20', align: 'end', cell: ({ scoringCalls }) => formatCount(scoringCalls) },
  { id: 'revision', header: 'Revision', width: 'w-20', align: 'end', cell: ({ revision }) => revision ?? none },
]
