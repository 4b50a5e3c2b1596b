import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { addressWords } from '@/components/repository/address-words'
import { RepositoryMenu } from '@/components/repository/repository-menu'
import { SnapshotDuplicates } from '@/components/repository/snapshot-duplicates'
import { SnapshotFacts } from '@/components/repository/snapshot-facts'
import { SnapshotNotes } from '@/components/repository/snapshot-notes'
import { SynthesizeButton } from '@/components/repository/synthesize-button'
import { Badge } from '@/components/ui/badge'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { isForeignAddress } from '@/lib/repository/foreign-address'
import { listLicences } from '@/lib/repository/list-licences'
import { loadRepository } from './load-repository'

type Props = { params: Promise<{ id: string }>; children: ReactNode }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadRepository((await params).id)).name }
}

export default async function RepositoryLayout({ params, children }: Props) {
  const { id } = await params
  const repository = await loadRepository(id)
  const actor = await pageActor(`/repositories/${id}`)
  const [snapshot] = repository.snapshots
  const whyNot = hasRole(actor, 'reviewer') ? undefined : 'To synthesize needs the role reviewer.'
  const path = `/repositories/${id}`
  const address = addressWords(repository.url)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={repository.name}
        crumbs={[{ label: 'Repositories', href: '/repositories' }, { label: repository.name }]}
        notes={
          <>
            {repository.isSample && <Badge>sample</Badge>}
            {isForeignAddress(repository.url) ? (
              <span className="truncate text-neutral-10">Trajectories of other agents, without its files</span>
            ) : (
              <span title={address} className="w-0 min-w-40 grow truncate text-neutral-10">
                {address}
              </span>
            )}
          </>
        }
        actions={
          <>
            {hasRole(actor, 'admin') && <RepositoryMenu id={id} name={repository.name} />}
            {snapshot && (
              <SynthesizeButton
                repositoryId={id}
                snapshotId={snapshot.id}
                depth={snapshot.depth}
                whyNot={
                  snapshot.includedCount === 0 ? 'No file of it is included, so there is nothing to write.' : whyNot
                }
              />
            )}
          </>
        }
      />
      {snapshot && <SnapshotFacts snapshot={snapshot} licences={await listLicences(actor, snapshot)} />}
      {snapshot && <SnapshotNotes notes={snapshot.notes} />}
      {snapshot && <SnapshotDuplicates repositoryId={id} snapshotId={snapshot.id} />}
      <LinkTabs
        label="Views of the repository"
        tabs={[
          { href: path, label: 'Graph', isExact: true },
          { href: `${path}/files`, label: 'Files', count: snapshot?.fileCount.toLocaleString('en-US') },
          ...(snapshot && snapshot.depth > 1 ? [{ href: `${path}/history`, label: 'History' }] : []),
          { href: `${path}/trajectories`, label: 'Trajectories', count: repository.trajectoryCount },
        ]}
      />
      <div className="flex min-h-80 grow flex-col">{children}</div>
    </div>
  )
}
