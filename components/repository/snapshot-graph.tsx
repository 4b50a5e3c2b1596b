'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { DependencyGraph } from '@/components/structure/dependency-graph'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { graphQuery } from './queries'
import { useAddressText } from './use-address-text'

/** The dependency graph of a snapshot; the chosen box is in the address. */
export function SnapshotGraph({ repositoryId, snapshotId }: { repositoryId: string; snapshotId: string }) {
  const { data: graph, error, refetch } = useQuery(graphQuery(snapshotId))
  const [selected, select] = useAddressText('node')
  const router = useRouter()
  if (error) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!graph)
    return (
      <div
        role="status"
        aria-label="Loading the graph"
        className="grid grow grid-cols-4 content-center gap-x-16 gap-y-3 p-12"
      >
        {Array.from({ length: 20 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: grey shapes that never move
          <Skeleton key={index} className="h-6 rounded-full" />
        ))}
      </div>
    )
  return (
    <DependencyGraph
      graph={graph}
      selected={selected === '' ? null : selected}
      onSelect={(id) => select(id ?? '')}
      onOpenFile={(path) => router.push(`/repositories/${repositoryId}/files?${new URLSearchParams({ file: path })}`)}
    />
  )
}
