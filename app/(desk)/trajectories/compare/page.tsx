import type { Metadata } from 'next'
import { ComparePage } from '@/components/trajectory/compare/compare-page'
import { pageActor } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Compare' }

export default async function CompareTrajectoriesPage() {
  await pageActor('/trajectories/compare')
  return <ComparePage />
}
