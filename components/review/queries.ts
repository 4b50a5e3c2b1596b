import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/client'
import { Verdict, Waiting, Withdrawal } from '@/lib/review/verdict'
import type { Judgement } from '@/lib/trajectory/view'

export type VerdictInput = { revision: number; contentHash: string; judgement: Judgement; reason?: string }

/** How many trajectories wait for a verdict. */
export const waitingQuery = () =>
  queryOptions({
    queryKey: ['waiting'],
    queryFn: ({ signal }) => fetchJson(Waiting, '/api/v1/trajectories/waiting', { signal }),
  })

export function refreshWaiting(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['waiting'] })
}

const refresh = (client: QueryClient, id: string) =>
  Promise.all([client.invalidateQueries({ queryKey: ['trajectory', id] }), refreshWaiting(client)])

export const giveVerdict = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: VerdictInput) =>
      fetchJson(Verdict, `/api/v1/trajectories/${id}/verdicts`, { method: 'POST', body }),
    onSettled: () => refresh(client, id),
  })

export const takeBackVerdict = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (revision: number) =>
      fetchJson(Withdrawal, `/api/v1/trajectories/${id}/verdicts?revision=${revision}`, { method: 'DELETE' }),
    onSettled: () => refresh(client, id),
  })
