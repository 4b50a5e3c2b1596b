import { keepPreviousData, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { fetchJson } from '@/lib/http/client'
import { JobRun } from '@/lib/jobs/job'
import { Heat } from '@/lib/optimize/heat'
import { OptimizationPage, type OptimizationSettings } from '@/lib/optimize/optimization'
import { SearchSeries } from '@/lib/optimize/series'
import type { TrajectoryFilter } from '@/lib/trajectory/filter'

/** Which step of which search. */
export type HeatKey = { trajectoryId: string; optimizationId: string; stepId: string }

/** What each token of a step’s target costs; it never changes. While it loads, the one before stays. */
export const heatQuery = ({ trajectoryId, optimizationId, stepId }: HeatKey) =>
  queryOptions({
    queryKey: ['heat', trajectoryId, optimizationId, stepId],
    queryFn: ({ signal }) =>
      fetchJson(Heat, `/api/v1/trajectories/${trajectoryId}/optimizations/${optimizationId}/steps/${stepId}/heat`, {
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })

/** The searches of a trajectory, newest first. */
export const searchesQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['trajectory', trajectoryId, 'searches'],
    queryFn: ({ signal }) =>
      fetchJson(OptimizationPage, `/api/v1/trajectories/${trajectoryId}/optimizations?limit=200`, { signal }),
  })

/** What a search has found so far, as numbers. */
export const seriesQuery = (trajectoryId: string, optimizationId: string) =>
  queryOptions({
    queryKey: ['trajectory', trajectoryId, 'searches', optimizationId],
    queryFn: ({ signal }) =>
      fetchJson(SearchSeries, `/api/v1/trajectories/${trajectoryId}/optimizations/${optimizationId}/series`, {
        signal,
      }),
    placeholderData: keepPreviousData,
  })

/** The list of searches and what each has found. */
export function refreshSearches(client: QueryClient, trajectoryId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['trajectory', trajectoryId, 'searches'] })
}

/** Of a scoring endpoint what somebody needs to know who chooses one. */
const ScorerChoice = z.object({ name: z.string(), model: z.string(), host: z.string() })

export const scorersQuery = () =>
  queryOptions({
    queryKey: ['scorers'],
    queryFn: ({ signal }) => fetchJson(z.array(ScorerChoice), '/api/v1/scorers', { signal }),
  })

type Change = { revision: number }
type Choices = Change & { choices: { stepId: string; thoughtId: string }[] }
type Decisions = Change & { optimizationId: string; decisions: { stepId: string; isAccepted: boolean }[] }

/** Changes of a trajectory by a person: a worker makes the revision, and the page hears of it. */
const revise = <Body extends object>(client: QueryClient, addressOf: (body: Body) => string) =>
  mutationOptions({
    mutationFn: (body: Body) => fetchJson(JobRun.nullable(), addressOf(body), { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })

export const adoptThoughts = (client: QueryClient, id: string) =>
  revise<Choices>(client, () => `/api/v1/trajectories/${id}/adoptions`)

export const returnToRevision = (client: QueryClient, id: string) =>
  revise<Change & { to: number }>(client, () => `/api/v1/trajectories/${id}/returns`)

export const writeThought = (client: QueryClient, id: string) =>
  revise<Change & { stepId: string; text: string }>(
    client,
    ({ stepId }) => `/api/v1/trajectories/${id}/steps/${stepId}/thoughts`,
  )

export const decideFindings = (client: QueryClient, id: string) =>
  revise<Decisions>(
    client,
    ({ optimizationId }) => `/api/v1/trajectories/${id}/optimizations/${optimizationId}/decisions`,
  )

/** Takes back that findings were declined. */
export const reopenFindings = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: ({ optimizationId, stepIds }: { optimizationId: string; stepIds: string[] }) =>
      fetchJson(
        z.object({ reopened: z.int() }),
        `/api/v1/trajectories/${id}/optimizations/${optimizationId}/decisions`,
        {
          method: 'DELETE',
          body: { stepIds },
        },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['trajectory', id] }),
  })

/** Searches of all trajectories under a filter. */
export const requestOptimizations = (client: QueryClient, filter: TrajectoryFilter) =>
  mutationOptions({
    mutationFn: (settings: OptimizationSettings) =>
      fetchJson(JobRun, '/api/v1/optimizations', { method: 'POST', body: { filter, settings } }),
    onSuccess: () => refreshJobs(client),
  })
