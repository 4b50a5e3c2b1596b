import type { Metadata } from 'next'
import { GoldDialog } from '@/components/review/gold-dialog'
import { Workbench } from '@/components/trajectory/workbench'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Trajectory' }

export default async function TrajectoryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await pageActor(`/trajectories/${id}`)
  return (
    <>
      {hasRole(actor, 'admin') && <GoldDialog trajectoryId={id} />}
      <Workbench key={id} id={id} mayReview={hasRole(actor, 'reviewer')} />
    </>
  )
}
