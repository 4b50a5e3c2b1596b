import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { BatchTable } from '@/components/repository/batch-table'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listBatches } from '@/lib/repository/batch/list-batches'

export const metadata: Metadata = { title: 'Imported lists' }

export default async function BatchesPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const path = '/repositories/batches'
  const actor = await pageActor(path)
  const address = listAddress.byId.parse(await searchParams)
  const { rows, next } = await readPages(address, (after) => listBatches(actor, { after }))
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Imported lists"
        crumbs={[{ label: 'Repositories', href: '/repositories' }, { label: 'Lists' }]}
      />
      <RunningJobs kind="batch" canCancel={hasRole(actor, 'reviewer')} />
      <BatchTable
        rows={rows}
        moreHref={morePages(path, address, next)}
        empty={
          <EmptyState
            icon={<ListChecks />}
            title="No lists yet"
            action={
              <Button asChild>
                <Link href="/repositories">Go to the repositories</Link>
              </Button>
            }
          >
            Many repositories are imported at once with a list: press Import among the repositories, then List.
          </EmptyState>
        }
      />
    </div>
  )
}
