'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Boxes, ChevronDown, ListChecks, Route } from 'lucide-react'
import { useState } from 'react'
import { ImportTrajectoriesDialog } from '@/components/foreign/import-trajectories-dialog'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { useJobEvents } from '@/components/jobs/use-job-events'
import { OptimizeManyButton } from '@/components/optimize/optimize-many-button'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Menu } from '@/components/ui/menu'
import { formatCount } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { SkeletonRows } from '@/components/ui/skeleton'
import { isEnded } from '@/lib/jobs/job'
import { isLimited, type SortColumn, toSearchParams } from '@/lib/trajectory/filter'
import { BulkBar } from './bulk-bar'
import { BulkResult } from './bulk-result'
import { ColumnMenu } from './column-menu'
import { ListFacets } from './list-facets'
import { facetsQuery, listQuery, refreshLists } from './list-queries'
import { ListSearch } from './list-search'
import { type ListView, writeList } from './list-view'
import { TrajectoryTable } from './trajectory-table'
import { goTo, useListView } from './use-list-view'
import { ViewTabs } from './view-tabs'

export type ListPageProps = {
  mayReview: boolean
  isAdmin: boolean
  /** A bulk action to show. */
  bulkId?: string
}

const listed = new Set(['synthesize', 'optimize', 'revise', 'release', 'import-trajectories'])
const none: ReadonlySet<string> = new Set()

export function ListPage({ mayReview, isAdmin, bulkId }: ListPageProps) {
  const { view, change, address } = useListView()
  const client = useQueryClient()
  const list = useInfiniteQuery(listQuery(view))
  const { data: facets } = useQuery(facetsQuery(view.filter))
  const [chosen, setChosen] = useState<{ list: string; keys: ReadonlySet<string>; isAll: boolean }>()
  const [shownBulk, setShownBulk] = useState(bulkId)
  useJobEvents(({ kind, state }) => {
    if (listed.has(kind) && isEnded(state)) void refreshLists(client)
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const listAddress = writeList(view)
  // What was chosen in one list means nothing in another.
  const selection = chosen?.list === listAddress ? chosen.keys : none
  const choose = (keys: ReadonlySet<string>, isAll = false) => setChosen({ list: listAddress, keys, isAll })
  const whyNot = !mayReview
    ? 'To optimize trajectories needs the role reviewer.'
    : rows.length === 0
      ? 'There is no trajectory in this list.'
      : undefined
  const total = facets && `${formatCount(facets.total)}${facets.isMore ? '+' : ''}`
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Trajectories"
        crumbs={[{ label: 'Trajectories' }]}
        notes={total && <span className="text-neutral-10 tabular-nums">{total}</span>}
        actions={
          <>
            <ListSearch
              field="search"
              label="Search repository or author"
              keys="/"
              value={view.filter.search}
              onChange={(search) => change({ filter: { ...view.filter, search } })}
            />
            <ListSearch
              field="text"
              label="Search thoughts"
              value={view.filter.text}
              onChange={(text) => change({ filter: { ...view.filter, text } })}
            />
            <ColumnMenu view={view} onChange={change} />
            {mayReview && <ImportTrajectoriesDialog />}
            {mayReview && (
              <Menu
                label="Make of this list"
                trigger={
                  <Button>
                    Make … <ChevronDown aria-hidden />
                  </Button>
                }
                entries={[
                  {
                    id: 'dataset',
                    label: 'A dataset of this list',
                    icon: <Boxes />,
                    href: `/datasets?new&${toSearchParams(view.filter)}`,
                  },
                  ...(isAdmin
                    ? [
                        {
                          id: 'queue',
                          label: 'A review queue of this list',
                          icon: <ListChecks />,
                          href: `/review/queues/new?${toSearchParams(view.filter)}`,
                        },
                      ]
                    : []),
                ]}
              />
            )}
            {selection.size === 0 && <OptimizeManyButton filter={view.filter} words={wordsOf(view)} whyNot={whyNot} />}
          </>
        }
      />
      <ViewTabs address={address} />
      <RunningJobs kind="synthesize" canCancel={mayReview} />
      <RunningJobs kind="import-trajectories" canCancel={mayReview} />
      <div className="flex min-h-0 grow">
        <ListFacets filter={view.filter} onChange={(filter) => change({ filter })} />
        <div className="flex min-h-0 min-w-0 grow flex-col" aria-busy={list.isPlaceholderData}>
          {list.error && !list.data ? (
            <ErrorPanel className="m-4" sentence={list.error.message} onRetry={() => list.refetch()} />
          ) : list.data ? (
            <TrajectoryTable
              rows={rows}
              columns={view.columns}
              list={listAddress}
              widths={view.widths}
              isDense={view.isDense}
              onResize={(column, width) => change({ widths: { ...view.widths, [column]: width } })}
              sort={{ column: view.sort.column, direction: view.sort.isDescending ? 'descending' : 'ascending' }}
              onSort={({ column, direction }) =>
                // Columns that can be ordered by are named as their orders.
                change({ sort: { column: column as SortColumn, isDescending: direction === 'descending' } })
              }
              selection={mayReview ? selection : undefined}
              onSelect={(keys) => choose(keys)}
              onMore={list.hasNextPage ? () => list.fetchNextPage() : undefined}
              onEarlier={list.hasPreviousPage ? () => list.fetchPreviousPage() : undefined}
              isLoadingMore={list.isFetching}
              moreNote={total && `${formatCount(rows.length)} of ${total}`}
              empty={<Nothing view={view} />}
            />
          ) : (
            <SkeletonRows rows={16} />
          )}
          {selection.size > 0 && (
            <BulkBar
              selection={selection}
              isAll={chosen?.isAll ?? false}
              total={facets}
              filter={view.filter}
              labels={facets?.labels ?? []}
              isAdmin={isAdmin}
              onAll={() => choose(new Set(rows.map(({ id }) => id)), true)}
              onClear={() => choose(none)}
            />
          )}
        </div>
      </div>
      {shownBulk && <BulkResult id={shownBulk} onClose={() => setShownBulk(undefined)} />}
    </div>
  )
}

function wordsOf({ filter: { state, search, ...rest } }: ListView): string {
  const about = search ? ` that have “${search}” in their repository or author` : ''
  const states = state?.length === 1 ? `${state[0]?.replace('_', ' ')} ` : ''
  const isNarrow = isLimited(rest) || (state?.length ?? 0) > 1
  return isNarrow ? 'all trajectories in the list' : `all ${states}trajectories${about}`
}

function Nothing({ view: { filter } }: { view: ListView }) {
  if (!isLimited(filter))
    return (
      <EmptyState icon={<Route />} title="No trajectories yet">
        A trajectory is the work that could have led to a repository. Open a repository and synthesize one, or import
        those of other agents.
      </EmptyState>
    )
  return (
    <EmptyState icon={<Route />} title="Nothing found" action={<Button onClick={() => goTo('')}>Show all</Button>}>
      No trajectory is under all of these filters.
    </EmptyState>
  )
}
