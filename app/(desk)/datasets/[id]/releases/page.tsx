import { PackageCheck } from 'lucide-react'
import { loadDataset } from '@/app/(desk)/datasets/[id]/load-dataset'
import { ReleaseList } from '@/components/dataset/release-list'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { hasRole } from '@/lib/auth/actor'
import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases } from '@/lib/dataset/release'

const most = 200

export default async function DatasetReleasesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { actor } = await loadDataset(id)
  const { rows } = await listReleases(actor, ListReleases.parse({ datasetId: id, limit: most }))
  const mayRelease = hasRole(actor, 'reviewer')
  return (
    <>
      <RefreshOnJobs kind="release" />
      {rows.length === 0 && (
        <EmptyState icon={<PackageCheck />} title="No releases yet">
          {mayRelease ? (
            <>
              Look through it first, then press <Kbd keys="r" />.
            </>
          ) : (
            'To make one needs the role reviewer.'
          )}
        </EmptyState>
      )}
      <ReleaseList releases={rows} canCancel={mayRelease} />
    </>
  )
}
