import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { ListPage } from '@/components/trajectory/list/list-page'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listViews } from '@/lib/trajectory/list-views'

export const metadata: Metadata = { title: 'Trajectories' }

const Address = z.object({ bulk: z.uuid().optional().catch(undefined) }).loose()

export default async function TrajectoriesPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const actor = await pageActor('/trajectories')
  const { bulk, ...rest } = Address.parse(await searchParams)
  // Somebody who comes without an address gets the view that the list is to open with.
  if (!bulk && Object.keys(rest).length === 0) {
    const view = (await listViews(actor, {})).find(({ isDefault }) => isDefault)
    if (view?.address) redirect(`/trajectories?${view.address}`)
  }
  return <ListPage mayReview={hasRole(actor, 'reviewer')} isAdmin={hasRole(actor, 'admin')} bulkId={bulk} />
}
