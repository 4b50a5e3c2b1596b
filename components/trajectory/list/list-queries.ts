import {
  infiniteQueryOptions,
  keepPreviousData,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { Bulk, BulkCount, BulkItemPage, type BulkRequest } from '@/lib/bulk/bulk'
import { fetchJson } from '@/lib/http/client'
import { Facets } from '@/lib/trajectory/facets'
import { type TrajectoryFilter, toSearchParams } from '@/lib/trajectory/filter'
import { SavedView, type ViewChange } from '@/lib/trajectory/saved-view'
import { TrajectoryPage } from '@/lib/trajectory/view'
import { type ListView, writeList } from './list-view'

const pagesKept = 20

/** Pages of a list; of a very long one the first are let go, and are loaded again when one goes back. */
export const listQuery = (view: Pick<ListView, 'filter' | 'sort'>) => {
  const list = writeList(view)
  return infiniteQueryOptions({
    queryKey: ['trajectories', 'list', list],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(TrajectoryPage, `/api/v1/trajectories?${list}${pageParam ? `&${pageParam}` : ''}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next && `after=${encodeURIComponent(next)}`,
    getPreviousPageParam: ({ previous }) => previous && `before=${encodeURIComponent(previous)}`,
    maxPages: pagesKept,
    placeholderData: keepPreviousData,
  })
}

export const facetsQuery = (filter: TrajectoryFilter) =>
  queryOptions({
    queryKey: ['trajectories', 'facets', toSearchParams(filter).toString()],
    queryFn: ({ signal }) => fetchJson(Facets, `/api/v1/trajectories/facets?${toSearchParams(filter)}`, { signal }),
    placeholderData: keepPreviousData,
  })

export function refreshLists(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['trajectories'] })
}

const Views = z.array(SavedView)
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => fetchJson(Views, '/api/v1/views', { signal }),
})

export type ViewAction =
  | { kind: 'create'; name: string; address: string; isShared: boolean }
  | ({ kind: 'change' } & ViewChange)
  | { kind: 'delete'; id: string }
  | { kind: 'default'; id: string; isDefault: boolean }

/** Every change of a view answers with all of them. */
export const changeViews = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (action: ViewAction) => {
      const { kind, ...body } = action
      if (kind === 'create') return fetchJson(Views, '/api/v1/views', { method: 'POST', body })
      const path = `/api/v1/views/${action.id}`
      if (kind === 'delete') return fetchJson(Views, path, { method: 'DELETE' })
      if (kind === 'default') return fetchJson(Views, `${path}/default`, { method: 'POST', body })
      return fetchJson(Views, path, { method: 'PATCH', body })
    },
    onSuccess: (views) => client.setQueryData(viewsQuery.queryKey, views),
  })

export const bulkCountQuery = (request: BulkRequest) =>
  queryOptions({
    queryKey: ['trajectories', 'bulk-count', request],
    queryFn: ({ signal }) => fetchJson(BulkCount, '/api/v1/bulk/count', { method: 'POST', body: request, signal }),
    staleTime: 0,
  })

export const requestBulk = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (request: BulkRequest) => fetchJson(Bulk, '/api/v1/bulk', { method: 'POST', body: request }),
    onSuccess: () => refreshJobs(client),
  })

export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk', id],
    queryFn: ({ signal }) => fetchJson(Bulk, `/api/v1/bulk/${id}`, { signal }),
    refetchInterval: 1500,
  })

export const bulkItemsQuery = (id: string, outcome: string) =>
  queryOptions({
    queryKey: ['bulk', id, 'items', outcome],
    queryFn: ({ signal }) => fetchJson(BulkItemPage, `/api/v1/bulk/${id}/items?outcome=${outcome}`, { signal }),
  })

export const undoBulk = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: () => fetchJson(Bulk, `/api/v1/bulk/${id}/undo`, { method: 'POST' }),
    onSuccess: (bulk) => {
      client.setQueryData(bulkQuery(id).queryKey, bulk)
      return refreshJobs(client)
    },
  })
