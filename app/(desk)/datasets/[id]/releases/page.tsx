import { PackageCheck } from 'lucide-react'
import Link from 'next/link'
import { loadDataset } from '@/app/(desk)/datasets/[id]/load-dataset'
import { ReleaseTable } from '@/components/dataset/release-table'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { hasRole } from '@/lib/auth/actor'
import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases } from '@/lib/dataset/release'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<unknown> }

export default async function DatasetReleasesPage({ params, searchParams }: Props) {
  const { id } = await params
  const { actor } = await loadDataset(id)
  const address = listAddress.byId.parse(await searchParams)
  const { rows, next } = await readPages(address, (before) =>
    listReleases(actor, ListReleases.parse({ datasetId: id, before })),
  )
  const mayRelease = hasRole(actor, 'reviewer')
  return (
    <>
      <RefreshOnJobs kind="release" />
      <RunningJobs kind="release" canCancel={mayRelease} subjectIds={rows.map((row) => row.id)} />
      <ReleaseTable
        rows={rows}
        moreHref={morePages(`/datasets/${id}/releases`, address, next)}
        empty={
          <EmptyState icon={<PackageCheck />} title="No releases yet">
            {mayRelease ? (
              <>
                Look through it in the{' '}
                <Link
                  href={`/datasets/${id}/preflight`}
                  className="rounded-small text-accent-text underline underline-offset-2"
                >
                  pre-flight
                </Link>{' '}
                first, then press <Kbd keys="r" />.
              </>
            ) : (
              'To make one needs the role reviewer.'
            )}
          </EmptyState>
        }
      />
    </>
  )
}
