import { Upload } from 'lucide-react'
import type { Metadata } from 'next'
import { ForeignImportTable } from '@/components/foreign/foreign-import-table'
import { ImportTrajectoriesDialog } from '@/components/foreign/import-trajectories-dialog'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listForeignImports } from '@/lib/foreign/list-foreign-imports'

export const metadata: Metadata = { title: 'Imports of trajectories' }

export default async function ForeignImportsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const path = '/trajectories/imports'
  const actor = await pageActor(path)
  const address = listAddress.byId.parse(await searchParams)
  const { rows, next } = await readPages(address, (after) => listForeignImports(actor, { after }))
  const mayImport = hasRole(actor, 'reviewer')
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Imports of trajectories"
        crumbs={[{ label: 'Trajectories', href: '/trajectories' }, { label: 'Imports' }]}
        className="border-b"
        actions={mayImport && <ImportTrajectoriesDialog />}
      />
      <RunningJobs kind="import-trajectories" canCancel={mayImport} />
      <ForeignImportTable
        rows={rows}
        moreHref={morePages(path, address, next)}
        empty={
          <EmptyState icon={<Upload />} title="No imports yet">
            Trajectories of SWE-agent, OpenHands, Claude Code, Codex and others are imported from files.{' '}
            {mayImport ? (
              <>
                Press <Kbd keys="i" /> to choose one.
              </>
            ) : (
              'To import them needs the role reviewer.'
            )}
          </EmptyState>
        }
      />
    </div>
  )
}
