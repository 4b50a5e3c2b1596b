import { keepPreviousData, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { refreshJobs } from '@/components/jobs/queries'
import { fetchJson } from '@/lib/http/client'
import { Optimization, type OptimizationSettings } from '@/lib/optimize/optimization'
import { CallTotal } from '@/lib/trajectory/call-total'
import { ContentWindow } from '@/lib/trajectory/content-window'
import { indexAddress } from '@/lib/trajectory/index-address'
import { TrajectoryIndex, unpackSteps } from '@/lib/trajectory/step-index'
import { StepView, type TrajectoryView } from '@/lib/trajectory/view'

/** A trajectory at a revision, or at its newest one; without the content of its steps. */
export const trajectoryQuery = (id: string, revision?: number) =>
  queryOptions({
    queryKey: ['trajectory', id, 'index', revision ?? 'head'],
    queryFn: async ({ signal }): Promise<TrajectoryView> => {
      const { steps, ...view } = await fetchJson(TrajectoryIndex, indexAddress(id, revision), { signal })
      return { ...view, steps: unpackSteps(steps, view.runs) }
    },
    // Comparing 10,000 steps with those before takes longer than drawing them.
    structuralSharing: false,
    placeholderData: keepPreviousData,
  })

const freshMs = 60_000

/** Longer files come by windows of lines (`contentQuery`) until a person asks for all of one. */
export const mostFileBytes = 1 << 20

/** A step with its file, before and after, unless they are longer than `most`. While it loads, the one before stays. */
export const stepQuery = (id: string, stepId: string, revision: number, most: number | 'all' = mostFileBytes) =>
  queryOptions({
    queryKey: ['trajectory', id, 'step', stepId, revision, most],
    queryFn: ({ signal }) => {
      const query = `revision=${revision}${most === 'all' ? '' : `&most=${most}`}`
      return fetchJson(StepView, `/api/v1/trajectories/${id}/steps/${stepId}?${query}`, { signal })
    },
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  })

const mostReadBytes = 256 << 10

/** The same to be read: without contents that are long, which come in windows (`contentQuery`). */
export const readStepQuery = (id: string, stepId: string, revision: number) =>
  queryOptions({
    queryKey: ['trajectory', id, 'step', stepId, revision, 'read'],
    queryFn: ({ signal }) => {
      const query = `revision=${revision}&most=${mostReadBytes}`
      return fetchJson(StepView, `/api/v1/trajectories/${id}/steps/${stepId}?${query}`, { signal })
    },
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  })

/** Lines of a content from one on. They never change. */
export const contentQuery = (id: string, sha256: string, from: number, count: number) =>
  queryOptions({
    queryKey: ['content', id, sha256, from, count],
    queryFn: ({ signal }) => {
      const path = `/api/v1/trajectories/${id}/contents/${sha256}?from=${from}&count=${count}`
      return fetchJson(ContentWindow, path, { signal })
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })

/** What the calls of its author came to. */
export const callTotalQuery = (id: string) =>
  queryOptions({
    queryKey: ['trajectory', id, 'calls'],
    queryFn: ({ signal }) => fetchJson(CallTotal, `/api/v1/trajectories/${id}/calls`, { signal }),
  })

export function refreshTrajectory(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['trajectory', id] })
}

/** What the cursor is on, while a search adds to it. */
export function refreshSteps(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['trajectory', id, 'step'] })
}

export const requestOptimization = (client: QueryClient, id: string, revision: number) =>
  mutationOptions({
    mutationFn: (settings: OptimizationSettings) =>
      fetchJson(Optimization, `/api/v1/trajectories/${id}/optimizations`, {
        method: 'POST',
        body: { ...settings, revision },
      }),
    onSuccess: () => Promise.all([refreshJobs(client), refreshTrajectory(client, id)]),
  })
