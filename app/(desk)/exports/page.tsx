import { PackageCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { ExportDialog } from '@/components/dataset/export-dialog'
import { ReleaseTable } from '@/components/dataset/release-table'
import { WaitingExports } from '@/components/dataset/waiting-exports'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { ListWaitingExports } from '@/lib/dataset/export/export'
import { listWaitingExports } from '@/lib/dataset/export/list-waiting-exports'
import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases } from '@/lib/dataset/release'
import { isEnded } from '@/lib/jobs/job'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { discardExport, startExport } from './actions'

export const metadata: Metadata = { title: 'Exports' }

const mostListed = 200

export default async function ExportsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const actor = await pageActor('/exports')
  const address = listAddress.byId.parse(await searchParams)
  const mayExport = hasRole(actor, 'reviewer')
  const [releases, trajectories, waiting] = await Promise.all([
    readPages(address, (before) => listReleases(actor, ListReleases.parse({ before }))),
    listTrajectories(actor, { limit: mostListed }),
    listWaitingExports(actor, ListWaitingExports.parse({})),
  ])
  const isLooking = ({ jobState }: (typeof waiting)[number]) => jobState !== null && !isEnded(jobState)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Exports"
        crumbs={[{ label: 'Exports' }]}
        className="border-b"
        actions={
          mayExport && (
            <ExportDialog submit={startExport} rows={trajectories.rows} isPartial={trajectories.next !== null} />
          )
        }
      />
      <RefreshOnJobs kind="preflight" />
      <RefreshOnJobs kind="release" />
      <RunningJobs kind="preflight" canCancel={mayExport} subjectIds={waiting.map(({ datasetId }) => datasetId)} />
      <RunningJobs kind="release" canCancel={mayExport} />
      <WaitingExports rows={waiting.filter((row) => !isLooking(row))} mayDecide={mayExport} discard={discardExport} />
      <ReleaseTable
        rows={releases.rows}
        moreHref={morePages('/exports', address, releases.next)}
        empty={
          <EmptyState icon={<PackageCheck />} title="No exports yet">
            An export freezes approved trajectories as training data, once they are looked through.{' '}
            {mayExport ? (
              <>
                Approve one first, then press <Kbd keys="n" />.
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
