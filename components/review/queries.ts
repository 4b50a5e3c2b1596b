import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { registerResultHandler } from '@/components/outbox/result-handlers'
import { fetchJson } from '@/lib/http/client'
import { Assignment, AssignmentView, Claimed } from '@/lib/review/assignment'
import { GoldSample } from '@/lib/review/gold'
import { ReviewRules } from '@/lib/review/policy'
import { Present, presenceMs } from '@/lib/review/presence'
import { QueueView } from '@/lib/review/queue'
import { Verdict, Waiting, Withdrawal } from '@/lib/review/verdict'
import type { Judgement } from '@/lib/trajectory/view'

export type VerdictInput = {
  revision: number
  contentHash: string
  judgement: Judgement
  reasons?: string[]
  reason?: string
}

/** How much work waits for the reader. */
export const waitingQuery = () =>
  queryOptions({
    queryKey: ['waiting'],
    queryFn: ({ signal }) => fetchJson(Waiting, '/api/v1/trajectories/waiting', { signal }),
  })

export function refreshWaiting(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['waiting'] })
}

/** What verdicts are held to, and the reasons that can be picked. */
export const rulesQuery = () =>
  queryOptions({
    queryKey: ['review-rules'],
    queryFn: ({ signal }) => fetchJson(ReviewRules, '/api/v1/review/rules', { signal }),
    staleTime: 60_000,
  })

/** The queues that trajectories can be sent to. */
export const openQueuesQuery = () =>
  queryOptions({
    queryKey: ['queues', 'open'],
    queryFn: ({ signal }) => fetchJson(z.array(QueueView), '/api/v1/queues', { signal }),
    select: (queues) => queues.filter(({ isArchived }) => !isArchived),
    staleTime: 60_000,
  })

export const assignmentQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['assignment', id],
    queryFn: ({ signal }) => fetchJson(AssignmentView, `/api/v1/assignments/${id}`, { signal }),
    enabled: id !== undefined,
  })

/** Every assignment says how many there are of it and how many wait. */
const refreshWork = (client: QueryClient) =>
  Promise.all([client.invalidateQueries({ queryKey: ['assignment'] }), refreshWaiting(client)])

const refresh = (client: QueryClient, id: string) =>
  Promise.all([client.invalidateQueries({ queryKey: ['trajectory', id] }), refreshWork(client)])

export const verdictPath = (id: string) => `/api/v1/trajectories/${id}/verdicts`

export const giveVerdict = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: VerdictInput) => fetchJson(Verdict, verdictPath(id), { method: 'POST', body }),
    onSettled: () => refresh(client, id),
  })

/** Verdicts that waited in the browser, and those that were taken back. */
registerResultHandler(['verdict.give', 'verdict.withdraw'], (client, _, result) => {
  const { trajectoryId } = z.object({ trajectoryId: z.string() }).parse(result)
  void refresh(client, trajectoryId)
})

export const takeBackVerdict = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (revision: number) =>
      fetchJson(Withdrawal, `${verdictPath(id)}?revision=${revision}`, { method: 'DELETE' }),
    onSettled: () => refresh(client, id),
  })

export const claimNext = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (queueId: string) => fetchJson(Claimed, `/api/v1/queues/${queueId}/claims`, { method: 'POST' }),
    onSettled: () => refreshWork(client),
  })

const Kept = z.object({ leaseUntil: z.string() })

/** A sign of life for the work at hand. */
export const keepAssignment = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: () => fetchJson(Kept, `/api/v1/assignments/${id}/heartbeats`, { method: 'POST' }),
    onSuccess: ({ leaseUntil }: { leaseUntil: string }) =>
      client.setQueryData(assignmentQuery(id).queryKey, (before) =>
        before ? { ...before, leaseUntil, state: 'claimed' as const, lost: null } : before,
      ),
  })

export type EndInput = { kind: 'skip'; reason?: string } | { kind: 'snooze'; until: string } | { kind: 'put back' }

export const endAssignment = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (input: EndInput) => {
      const path = `/api/v1/assignments/${id}`
      if (input.kind === 'put back') return fetchJson(Assignment, path, { method: 'DELETE' })
      if (input.kind === 'skip')
        return fetchJson(Assignment, `${path}/skips`, { method: 'POST', body: { reason: input.reason } })
      return fetchJson(Assignment, `${path}/snoozes`, { method: 'POST', body: { until: input.until } })
    },
    onSettled: () => refreshWork(client),
  })

const Reading = z.object({ version: z.int() })

export const readGuidelines = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: () => fetchJson(Reading, `/api/v1/assignments/${id}/guidelines`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['assignment', id] }),
  })

/** Says that the reader is here, again and again, and tells who else is. */
export const presenceQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['presence', trajectoryId],
    queryFn: ({ signal }) =>
      fetchJson(Present, `/api/v1/trajectories/${trajectoryId}/presence`, { method: 'POST', signal }),
    refetchInterval: presenceMs,
  })

export type GoldInput = { judgement: Judgement; reason?: string }

export const markGold = (id: string) =>
  mutationOptions({
    mutationFn: (body: GoldInput | null) =>
      fetchJson(z.array(GoldSample), `/api/v1/trajectories/${id}/gold`, {
        method: body ? 'PUT' : 'DELETE',
        body: body ?? undefined,
      }),
  })

export const settleDisagreement = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: VerdictInput) =>
      fetchJson(Verdict, `/api/v1/trajectories/${id}/adjudications`, { method: 'POST', body }),
    onSettled: () => refresh(client, id),
  })
