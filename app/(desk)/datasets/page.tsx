import { Boxes } from 'lucide-react'
import type { Metadata } from 'next'
import { DatasetTable } from '@/components/dataset/dataset-table'
import { NewDatasetDialog } from '@/components/dataset/new-dataset-dialog'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listDatasets } from '@/lib/dataset/get-dataset'
import { searchEntries } from '@/lib/http/search-entries'
import { createDatasetAction } from './actions'

export const metadata: Metadata = { title: 'Datasets' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** With `new`, the dialog of a new one is open; the rest of the address is the list that it is made of. */
export default async function DatasetsPage({ searchParams }: Props) {
  const actor = await pageActor('/datasets')
  const { new: isNew, ...list } = await searchParams
  const mayChange = hasRole(actor, 'reviewer')
  const datasets = await listDatasets(actor, {})
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Datasets"
        crumbs={[{ label: 'Datasets' }]}
        description="A dataset is a living selection of trajectories; its releases are frozen."
        className="border-b"
        actions={
          mayChange && (
            <NewDatasetDialog
              submit={createDatasetAction}
              list={isNew === undefined ? undefined : new URLSearchParams(searchEntries(list)).toString()}
            />
          )
        }
      />
      <RefreshOnJobs kind="release" />
      <DatasetTable
        datasets={datasets}
        empty={
          <EmptyState icon={<Boxes />} title="No datasets yet">
            {mayChange ? (
              <>
                Press <Kbd keys="n" /> to name one, then say which trajectories are in it.
              </>
            ) : (
              'To make one needs the role reviewer.'
            )}
          </EmptyState>
        }
      />
    </div>
  )
}
