import { infiniteQueryOptions, mutationOptions, type QueryClient } from '@tanstack/react-query'
import { refreshJobs } from '@/components/jobs/queries'
import { fetchJson } from '@/lib/http/client'
import { JobRun } from '@/lib/jobs/job'
import { Batch } from '@/lib/repository/batch/batch'
import { CommitPage } from '@/lib/repository/history'
import type { BatchSynthesis } from '@/lib/synthesis/batch'

/** Has an archive imported that was sent before. */
export const requestImport = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (body: { source: string }) => fetchJson(JobRun, '/api/v1/repositories', { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })

export type BatchBody = { list: string; depth?: number; synthesis?: Partial<BatchSynthesis> }

export const requestBatch = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (body: BatchBody) => fetchJson(Batch, '/api/v1/batches', { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })

export type RetryBody = { id: string } & Partial<Pick<BatchSynthesis, 'budget' | 'totalBudget'>>

export const retryBatch = (client: QueryClient) =>
  mutationOptions({
    mutationFn: ({ id, ...body }: RetryBody) =>
      fetchJson(Batch, `/api/v1/batches/${id}/retries`, { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })

export const cancelBatch = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(Batch, `/api/v1/batches/${id}/cancel`, { method: 'POST' }),
    onSuccess: () => refreshJobs(client),
  })

export const commitsQuery = (snapshotId: string) =>
  infiniteQueryOptions({
    queryKey: ['snapshot', snapshotId, 'commits'],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(CommitPage, `/api/v1/snapshots/${snapshotId}/commits?after=${pageParam}`, { signal }),
    initialPageParam: -1,
    getNextPageParam: ({ next }) => next,
  })
