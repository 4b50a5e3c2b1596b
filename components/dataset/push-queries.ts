import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { Destination, DestinationList, PushList } from '@/lib/dataset/push/destination'
import { fetchJson } from '@/lib/http/client'

export const destinationsQuery = queryOptions({
  queryKey: ['destinations'],
  queryFn: ({ signal }) => fetchJson(DestinationList, '/api/v1/destinations', { signal }),
})

export const pushesQuery = (releaseId: string) =>
  queryOptions({
    queryKey: ['pushes', releaseId],
    queryFn: ({ signal }) => fetchJson(PushList, `/api/v1/releases/${releaseId}/pushes`, { signal }),
  })

export const startPush = (client: QueryClient, releaseId: string) =>
  mutationOptions({
    mutationFn: (body: { destinationId: string; isUnchecked: boolean }) =>
      fetchJson(PushList, `/api/v1/releases/${releaseId}/pushes`, { method: 'POST', body }),
    onSuccess: () => Promise.all([refreshJobs(client), client.invalidateQueries({ queryKey: ['pushes', releaseId] })]),
  })

export const saveDestination = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (body: unknown) => fetchJson(Destination, '/api/v1/destinations', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['destinations'] }),
  })

export const removeDestination = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(z.null(), `/api/v1/destinations/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['destinations'] }),
  })
