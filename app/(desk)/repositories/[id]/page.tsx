import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { preload } from 'react-dom'
import { SnapshotGraph } from '@/components/repository/snapshot-graph'
import { FirstPicture } from '@/components/structure/first-picture'
import { type GraphView, readView } from '@/components/structure/graph-view'
import { Skeleton } from '@/components/ui/skeleton'
import { isForeignAddress } from '@/lib/repository/foreign-address'
import { loadFirstScene } from './load-first-scene'
import { loadRepository } from './load-repository'
import { NoSnapshot } from './no-snapshot'

type PageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function RepositoryGraphPage({ params, searchParams }: PageProps) {
  const { id } = await params
  const { url, snapshots } = await loadRepository(id)
  const [snapshot] = snapshots
  if (!snapshot) return <NoSnapshot />
  // It has no files that could be drawn.
  if (isForeignAddress(url)) redirect(`/repositories/${id}/trajectories`)
  // The graph comes beside the scripts that draw it, not after them.
  preload(`/api/v1/snapshots/${snapshot.id}/graph`, { as: 'fetch', crossOrigin: 'anonymous' })
  const address = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each])),
  )
  return (
    <SnapshotGraph
      key={snapshot.id}
      repositoryId={id}
      snapshotId={snapshot.id}
      placeholder={
        <Suspense fallback={<NoPictureYet />}>
          <Picture repositoryId={id} snapshotId={snapshot.id} view={readView(address)} />
        </Suspense>
      }
    />
  )
}

async function Picture(of: { repositoryId: string; snapshotId: string; view: GraphView }) {
  const first = await loadFirstScene(of)
  return first ? <FirstPicture {...first} at={of.view.at} /> : <NoPictureYet />
}

function NoPictureYet() {
  return (
    <div className="absolute inset-0 grid grid-cols-4 content-center gap-x-16 gap-y-3 p-12">
      {Array.from({ length: 20 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey shapes that never move
        <Skeleton key={index} className="h-6 rounded-full" />
      ))}
    </div>
  )
}
