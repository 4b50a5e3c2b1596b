import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { fetchJson } from '@/lib/http/client'
import { JobRun } from '@/lib/jobs/job'
import { DeletedRepository, FileRow, FileView, Graph } from '@/lib/repository/repository'

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

export const fileQuery = (snapshotId: string, path: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'file', path],
    queryFn: ({ signal }) =>
      fetchJson(FileView, `/api/v1/snapshots/${snapshotId}/file?${new URLSearchParams({ path })}`, { signal }),
    staleTime: forever,
  })

const RequestedSynthesis = z.object({ trajectoryId: z.string(), job: JobRun.nullable(), isKnown: z.boolean() })

export const requestSynthesis = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (body: { snapshotId: string; seed: number }) =>
      fetchJson(RequestedSynthesis, '/api/v1/trajectories', { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })

export const deleteRepository = () =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(DeletedRepository, `/api/v1/repositories/${id}`, { method: 'DELETE' }),
  })
