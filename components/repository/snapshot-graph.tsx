'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { DependencyGraph } from '@/components/structure/dependency-graph'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { fileGainsQuery, filesQuery, graphQuery } from './queries'

/** The dependency graph of a snapshot; all that is looked at is in the address. */
export function SnapshotGraph({ repositoryId, snapshotId }: { repositoryId: string; snapshotId: string }) {
  const { data: graph, error, refetch } = useQuery(graphQuery(snapshotId))
  // What stands beside the picture comes after it.
  const { data: files } = useQuery({ ...filesQuery(snapshotId), enabled: graph !== undefined })
  const { data: gains } = useQuery({ ...fileGainsQuery(snapshotId), enabled: graph !== undefined })
  const router = useRouter()
  const openFile = useCallback(
    (path: string, line?: number) => {
      const address = new URLSearchParams({ file: path, ...(line === undefined ? {} : { line: String(line) }) })
      router.push(`/repositories/${repositoryId}/files?${address}`)
    },
    [router, repositoryId],
  )
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
  return <DependencyGraph snapshotId={snapshotId} graph={graph} files={files} gains={gains} onOpenFile={openFile} />
}
