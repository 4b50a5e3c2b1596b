import { SnapshotGraph } from '@/components/repository/snapshot-graph'
import { loadRepository } from './load-repository'
import { NoSnapshot } from './no-snapshot'

export default async function RepositoryGraphPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [snapshot] = (await loadRepository(id)).snapshots
  return snapshot ? <SnapshotGraph key={snapshot.id} repositoryId={id} snapshotId={snapshot.id} /> : <NoSnapshot />
}
