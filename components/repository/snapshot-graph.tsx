'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { DependencyGraph } from '@/components/structure/dependency-graph'
import { ErrorPanel } from '@/components/ui/error-panel'
import { SkeletonRows } from '@/components/ui/skeleton'
import { fileGainsQuery, filesQuery, graphQuery, unresolvedQuery } from './queries'

type SnapshotGraphProps = {
  repositoryId: string
  snapshotId: string
  /** The first picture, from the server. */
  placeholder: ReactNode
}

/** The dependency graph of a snapshot; all that is looked at is in the address. */
export function SnapshotGraph({ repositoryId, snapshotId, placeholder }: SnapshotGraphProps) {
  const [isDrawn, setIsDrawn] = useState(false)
  const { data: graph, error, refetch } = useQuery(graphQuery(snapshotId))
  // What stands beside the picture comes after it.
  const files = useQuery({ ...filesQuery(snapshotId), enabled: isDrawn })
  const { data: gains } = useQuery({ ...fileGainsQuery(snapshotId), enabled: isDrawn })
  const { data: unresolved } = useInfiniteQuery({ ...unresolvedQuery(snapshotId), enabled: isDrawn })
  const onDrawn = useCallback(() => setIsDrawn(true), [])
  const fileHref = useCallback(
    (path: string, line?: number) => {
      const address = new URLSearchParams({ file: path, ...(line === undefined ? {} : { line: String(line) }) })
      return `/repositories/${repositoryId}/files?${address}`
    },
    [repositoryId],
  )
  if (error) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!graph)
    return (
      <div role="status" aria-label="Loading the graph" className="flex h-full min-h-0 grow flex-col">
        <div className="h-bar shrink-0 border-b" />
        <div className="flex min-h-0 grow">
          <div className="w-[265px] shrink-0 border-r max-xl:hidden" />
          <div className="relative min-w-0 grow overflow-hidden">{placeholder}</div>
        </div>
        <div className="h-7 shrink-0 border-t" />
      </div>
    )
  return (
    <DependencyGraph
      snapshotId={snapshotId}
      graph={graph}
      files={files.data}
      filesPlaceholder={
        files.error ? (
          <ErrorPanel className="m-3" sentence={files.error.message} onRetry={() => files.refetch()} />
        ) : (
          <SkeletonRows rows={12} columns={1} />
        )
      }
      gains={gains}
      placeholder={placeholder}
      unresolvedCount={unresolved?.pages[0]?.count}
      onDrawn={onDrawn}
      fileHref={fileHref}
    />
  )
}
