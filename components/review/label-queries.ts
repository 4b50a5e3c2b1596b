import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/http/client'
import { Person } from '@/lib/review/comment'
import { LabelView } from '@/lib/review/label'

/** Every label as it is now, also those in the archive. */
export const labelsQuery = () =>
  queryOptions({
    queryKey: ['labels'],
    queryFn: ({ signal }) => fetchJson(z.array(LabelView), '/api/v1/labels', { signal }),
  })

export const labelVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['labels', id, 'versions'],
    queryFn: ({ signal }) => fetchJson(z.array(LabelView), `/api/v1/labels/${id}/versions`, { signal }),
    staleTime: 0,
  })

/** Whoever can be mentioned. */
export const peopleQuery = () =>
  queryOptions({
    queryKey: ['people'],
    queryFn: ({ signal }) => fetchJson(z.array(Person), '/api/v1/people', { signal }),
  })
