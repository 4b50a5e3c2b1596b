import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/http/client'
import { FileGain } from '@/lib/optimize/file-gain'
import {
  DeletedRepository,
  DependencyPage,
  Duplicates,
  FileRow,
  FileTies,
  FileView,
  Graph,
  UnresolvedPage,
} from '@/lib/repository/repository'
import { Writer } from '@/lib/trajectory/view'

/** A snapshot never changes. */
const forever = Number.POSITIVE_INFINITY

export const filesQuery = (snapshotId: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'files'],
    queryFn: ({ signal }) => fetchJson(z.array(FileRow), `/api/v1/snapshots/${snapshotId}/files`, { signal }),
    staleTime: forever,
  })

export const graphQuery = (snapshotId: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'graph'],
    queryFn: ({ signal }) => fetchJson(Graph, `/api/v1/snapshots/${snapshotId}/graph`, { signal }),
    staleTime: forever,
  })

/** The imports behind an arrow between files, or between folders with their `/`. */
export const dependenciesQuery = (snapshotId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'dependencies', from, to],
    queryFn: ({ signal }) =>
      fetchJson(
        DependencyPage,
        `/api/v1/snapshots/${snapshotId}/graph/dependencies?${new URLSearchParams({ from, to })}`,
        { signal },
      ),
    staleTime: forever,
  })

export const fileTiesQuery = (snapshotId: string, path: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'ties', path],
    queryFn: ({ signal }) =>
      fetchJson(FileTies, `/api/v1/snapshots/${snapshotId}/graph/file?${new URLSearchParams({ path })}`, { signal }),
    staleTime: forever,
  })

/** Page after page, the imports of a whole snapshot that lead nowhere. */
export const unresolvedQuery = (snapshotId: string) =>
  infiniteQueryOptions({
    queryKey: ['snapshot', snapshotId, 'unresolved'],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(
        UnresolvedPage,
        `/api/v1/snapshots/${snapshotId}/graph/unresolved?limit=200${pageParam && `&after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: forever,
  })

export const fileGainsQuery = (snapshotId: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'gains'],
    queryFn: ({ signal }) => fetchJson(z.array(FileGain), `/api/v1/snapshots/${snapshotId}/gains`, { signal }),
  })

export const writersQuery = (snapshotId: string, path: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'writers', path],
    queryFn: ({ signal }) =>
      fetchJson(z.array(Writer), `/api/v1/snapshots/${snapshotId}/writers?${new URLSearchParams({ path })}`, {
        signal,
      }),
  })

/** Changes when another repository is imported or deleted. */
export const duplicatesQuery = (snapshotId: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'duplicates'],
    queryFn: ({ signal }) => fetchJson(Duplicates, `/api/v1/snapshots/${snapshotId}/duplicates`, { signal }),
    staleTime: 60_000,
  })

export const fileQuery = (snapshotId: string, path: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'file', path],
    queryFn: ({ signal }) =>
      fetchJson(FileView, `/api/v1/snapshots/${snapshotId}/file?${new URLSearchParams({ path })}`, { signal }),
    staleTime: forever,
  })

export const deleteRepository = () =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(DeletedRepository, `/api/v1/repositories/${id}`, { method: 'DELETE' }),
  })
