import { PackageCheck } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { ExportDialog } from '@/components/dataset/export-dialog'
import { ReleaseList } from '@/components/dataset/release-list'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { ListAddress, morePages, readPages } from '@/components/repository/list-address'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases } from '@/lib/dataset/release'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { startExport } from './actions'

export const metadata: Metadata = { title: 'Exports' }

const mostCounted = 200

export default async function ExportsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const actor = await pageActor('/exports')
  const address = ListAddress.parse(await searchParams)
  const mayExport = hasRole(actor, 'reviewer')
  const [releases, trajectories] = await Promise.all([
    readPages(address.pages, (before) => listReleases(actor, ListReleases.parse({ before }))),
    listTrajectories(actor, { limit: mostCounted }),
  ])
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
      <RefreshOnJobs kind="release" />
      <div className="min-h-0 grow overflow-y-auto">
        {releases.rows.length === 0 && (
          <EmptyState icon={<PackageCheck />} title="No exports yet">
            An export freezes approved trajectories as training data.{' '}
            {mayExport ? (
              <>
                Approve one first, then press <Kbd keys="n" />.
              </>
            ) : (
              'To make one needs the role reviewer.'
            )}
          </EmptyState>
        )}
        <ReleaseList releases={releases.rows} canCancel={mayExport} />
        {releases.next && (
          <div className="flex h-bar items-center justify-center">
            <Button asChild tone="quiet">
              <Link href={morePages('/exports', address)} scroll={false}>
                Load more
              </Link>
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
