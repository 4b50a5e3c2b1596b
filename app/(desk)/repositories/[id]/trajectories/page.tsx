import { Route } from 'lucide-react'
import { loadRepository } from '@/app/(desk)/repositories/[id]/load-repository'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { TrajectoryTable } from '@/components/trajectory/list/trajectory-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<unknown> }

export default async function RepositoryTrajectoriesPage({ params, searchParams }: Props) {
  const { id } = await params
  const path = `/repositories/${id}/trajectories`
  const actor = await pageActor(path)
  const repository = await loadRepository(id)
  const address = listAddress.byMoment.parse(await searchParams)
  const mayReview = hasRole(actor, 'reviewer')
  const { rows, next } = await readPages(address, (after) =>
    listTrajectories(actor, { repositoryId: repository.id, after }),
  )
  return (
    <>
      <RunningJobs kind="synthesize" canCancel={mayReview} subjectIds={rows.map((row) => row.id)} />
      <TrajectoryTable
        rows={rows}
        moreHref={morePages(path, address, next)}
        empty={
          <EmptyState icon={<Route />} title="No trajectories yet">
            {mayReview ? 'Synthesize one: a' : 'A trajectory has a'} plan, then for each file the thoughts, reads and
            the write that could have led to it.{' '}
            {mayReview ? (
              <>
                Press <Kbd keys="s" /> to begin.
              </>
            ) : (
              'To synthesize one needs the role reviewer.'
            )}
          </EmptyState>
        }
      />
    </>
  )
}
