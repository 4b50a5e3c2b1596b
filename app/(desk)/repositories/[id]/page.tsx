import { preload } from 'react-dom'
import { SnapshotGraph } from '@/components/repository/snapshot-graph'
import { loadRepository } from './load-repository'
import { NoSnapshot } from './no-snapshot'

export default async function RepositoryGraphPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [snapshot] = (await loadRepository(id)).snapshots
  if (!snapshot) return <NoSnapshot />
  // The graph comes beside the scripts that draw it, not after them.
  preload(`/api/v1/snapshots/${snapshot.id}/graph`, { as: 'fetch', crossOrigin: 'anonymous' })
  return <SnapshotGraph key={snapshot.id} repositoryId={id} snapshotId={snapshot.id} />
}
