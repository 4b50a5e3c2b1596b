'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { fetchJson } from '@/lib/http/client'
import { Neighbours } from '@/lib/trajectory/neighbours'

/** Read once per trajectory and list: judging it may move it, and the way on stays as it was when one came. */
const neighboursQuery = (id: string, list: string) =>
  queryOptions({
    queryKey: ['neighbours', id, list],
    queryFn: ({ signal }) => fetchJson(Neighbours, `/api/v1/trajectories/${id}/neighbours?${list}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export type ListNeighbours = {
  neighbours: Neighbours | undefined
  /** The list that the trajectory was opened from. */
  href: string
  goTo: (id: string) => void
}

/** What comes before and after a trajectory in the list it was opened from, as `?list=` says; undefined without one. */
export function useListNeighbours(id: string): ListNeighbours | undefined {
  const router = useRouter()
  const list = useSearchParams().get('list')
  const { data } = useQuery({ ...neighboursQuery(id, list ?? ''), enabled: list !== null })
  if (list === null) return undefined
  return {
    neighbours: data,
    href: list === '' ? '/trajectories' : `/trajectories?${list}`,
    goTo: (next) => router.push(`/trajectories/${next}?list=${encodeURIComponent(list)}`),
  }
}
