import { loadRepository } from '@/app/(desk)/repositories/[id]/load-repository'
import { NoSnapshot } from '@/app/(desk)/repositories/[id]/no-snapshot'
import { CommitList } from '@/components/repository/commit-list'

export default async function RepositoryHistoryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [snapshot] = (await loadRepository(id)).snapshots
  return snapshot ? <CommitList key={snapshot.id} snapshotId={snapshot.id} /> : <NoSnapshot />
}
