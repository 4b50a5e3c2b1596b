import { loadRepository } from '@/app/(desk)/repositories/[id]/load-repository'
import { NoSnapshot } from '@/app/(desk)/repositories/[id]/no-snapshot'
import { SnapshotFiles } from '@/components/repository/snapshot-files'

export default async function RepositoryFilesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [snapshot] = (await loadRepository(id)).snapshots
  return snapshot ? <SnapshotFiles key={snapshot.id} repositoryId={id} snapshotId={snapshot.id} /> : <NoSnapshot />
}
