import { FolderGit2 } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { ImportDialog } from '@/components/repository/import-dialog'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { RepositoryTable } from '@/components/repository/repository-table'
import { SearchBox } from '@/components/repository/search-box'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { allowsLocalImports } from '@/lib/env'
import { listRepositories } from '@/lib/repository/list-repositories'
import { importRepository } from './actions'

export const metadata: Metadata = { title: 'Repositories' }

export default async function RepositoriesPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const actor = await pageActor('/repositories')
  const address = listAddress.byId.parse(await searchParams)
  const { rows, next } = await readPages(address, (after) => listRepositories(actor, { search: address.q, after }))
  const mayImport = hasRole(actor, 'reviewer')
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Repositories"
        crumbs={[{ label: 'Repositories' }]}
        actions={
          <>
            <SearchBox label="Search repositories" />
            <Button asChild>
              <Link href="/repositories/batches">Lists</Link>
            </Button>
            {mayImport && (
              <ImportDialog submit={importRepository} allowsLocal={hasRole(actor, 'admin') && allowsLocalImports()} />
            )}
          </>
        }
      />
      <RunningJobs kind="import" canCancel={mayImport} />
      <RunningJobs kind="batch" canCancel={mayImport} />
      <RepositoryTable
        rows={rows}
        moreHref={morePages('/repositories', address, next)}
        empty={
          address.q ? (
            <EmptyState icon={<FolderGit2 />} title="Nothing found">
              No repository has “{address.q}” in its name or address.
            </EmptyState>
          ) : (
            <EmptyState icon={<FolderGit2 />} title="No repositories yet">
              {mayImport ? (
                <>
                  Import a finished repository: its structure is read, and trajectories that could have led to it are
                  made. Press <Kbd keys="i" /> to begin.
                </>
              ) : (
                'Nobody has imported a repository yet. To import needs the role reviewer.'
              )}
            </EmptyState>
          )
        }
      />
    </div>
  )
}
