import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SearchesPage } from '@/components/optimize/searches-page'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { GetTrajectoryOrigin, getTrajectoryOrigin } from '@/lib/trajectory/get-trajectory-origin'

export const metadata: Metadata = { title: 'Searches' }

export default async function TrajectorySearchesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await pageActor(`/trajectories/${id}/searches`)
  const request = GetTrajectoryOrigin.safeParse({ id })
  if (!request.success) notFound()
  const repository = await getTrajectoryOrigin(actor, request.data).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  return <SearchesPage key={id} id={id} repository={repository} mayReview={hasRole(actor, 'reviewer')} />
}
