import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/http/client'
import { Comparison, StepText } from '@/lib/trajectory/comparison'
import { TrajectoryPage } from '@/lib/trajectory/view'

/** Two sides, each named as `id@revision`. */
export const comparisonQuery = (left: string, right: string) =>
  queryOptions({
    queryKey: ['comparison', left, right],
    queryFn: ({ signal }) =>
      fetchJson(Comparison, `/api/v1/trajectories/compare?${new URLSearchParams({ left, right })}`, { signal }),
    structuralSharing: false,
    retry: false,
  })

export const stepsPerWindow = 100

/** What the steps of a window say; at a revision that never changes. */
export const stepTextsQuery = (id: string, revision: number, window: number) =>
  queryOptions({
    queryKey: ['trajectory', id, 'texts', revision, window],
    queryFn: ({ signal }) => {
      const from = window * stepsPerWindow
      const range = new URLSearchParams({
        revision: `${revision}`,
        from: `${from}`,
        to: `${from + stepsPerWindow - 1}`,
      })
      return fetchJson(z.array(StepText), `/api/v1/trajectories/${id}/texts?${range}`, { signal })
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The newest trajectories of a snapshot. */
export const siblingsQuery = (snapshotId: string) =>
  queryOptions({
    queryKey: ['snapshot', snapshotId, 'trajectories'],
    queryFn: ({ signal }) =>
      fetchJson(TrajectoryPage, `/api/v1/trajectories?${new URLSearchParams({ snapshotId, limit: '50' })}`, { signal }),
  })
