import type { Metadata } from 'next'
import { preload } from 'react-dom'
import { GoldDialog } from '@/components/review/gold-dialog'
import { Workbench } from '@/components/trajectory/workbench'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { indexAddress } from '@/lib/trajectory/index-address'

export const metadata: Metadata = { title: 'Trajectory' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ revision?: string | string[] }> }

export default async function TrajectoryPage({ params, searchParams }: Props) {
  const { id } = await params
  const { revision } = await searchParams
  // The steps are on their way while the scripts are.
  preload(indexAddress(id, Number(revision) || undefined), { as: 'fetch', crossOrigin: 'anonymous' })
  const actor = await pageActor(`/trajectories/${id}`)
  return (
    <>
      {hasRole(actor, 'admin') && <GoldDialog trajectoryId={id} />}
      <Workbench key={id} id={id} mayReview={hasRole(actor, 'reviewer')} />
    </>
  )
}
