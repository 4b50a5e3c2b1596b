import {
  infiniteQueryOptions,
  keepPreviousData,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { BenchmarkList } from '@/lib/dataset/benchmark'
import { Contents, ContentsPage, type LeftOutReason, type Ranges } from '@/lib/dataset/contents'
import { Dataset, DatasetList } from '@/lib/dataset/dataset'
import { type CheckName, Decided, type Decision, FindingPage, PreflightState } from '@/lib/dataset/finding'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { Release } from '@/lib/dataset/release'
import { fetchJson } from '@/lib/http/client'
import { toSearchParams } from '@/lib/trajectory/filter'

const place = (id: string) => `/api/v1/datasets/${id}`

export const datasetsQuery = queryOptions({
  queryKey: ['datasets'],
  queryFn: ({ signal }) => fetchJson(DatasetList, '/api/v1/datasets', { signal }),
})

export const contentsQuery = (id: string, ranges: Ranges, tokenizer?: TokenizerName) => {
  const params = toSearchParams(ranges)
  if (tokenizer) params.set('tokenizer', tokenizer)
  return queryOptions({
    queryKey: ['datasets', id, 'contents', params.toString()],
    queryFn: ({ signal }) => fetchJson(Contents, `${place(id)}/contents?${params}`, { signal }),
    placeholderData: keepPreviousData,
  })
}

export type ItemsChoice = { part: 'in' | 'out' | 'changed' | 'removed'; reason?: LeftOutReason; ranges: Ranges }

export const itemsQuery = (id: string, { part, reason, ranges }: ItemsChoice) => {
  const params = toSearchParams(ranges)
  params.set('part', part)
  if (reason) params.set('reason', reason)
  return infiniteQueryOptions({
    queryKey: ['datasets', id, 'items', params.toString()],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(
        ContentsPage,
        `${place(id)}/items?${params}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

export const preflightQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id, 'preflight'],
    queryFn: ({ signal }) => fetchJson(PreflightState, `${place(id)}/preflight`, { signal }),
  })

export type FindingChoice = { check?: CheckName; rule?: string; state: 'open' | 'decided' | 'all' }

export const findingsQuery = (id: string, { check, rule, state }: FindingChoice) => {
  const params = new URLSearchParams({ state })
  if (check) params.set('check', check)
  if (rule) params.set('rule', rule)
  return infiniteQueryOptions({
    queryKey: ['datasets', id, 'findings', params.toString()],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(
        FindingPage,
        `${place(id)}/findings?${params}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

export function refreshDataset(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['datasets', id] })
}

const Started = z.object({ jobId: z.string() })

export const startPreflight = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: () => fetchJson(Started, `${place(id)}/preflight`, { method: 'POST', body: {} }),
    onSuccess: () => Promise.all([refreshJobs(client), refreshDataset(client, id)]),
  })

export type DecisionInput = {
  decision: Decision | null
  fingerprints?: string[]
  rule?: { check: CheckName; rule: string }
}

export const decide = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: DecisionInput) => fetchJson(Decided, `${place(id)}/findings`, { method: 'POST', body }),
    onSuccess: () => refreshDataset(client, id),
  })

export const startRelease = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: { against?: string | null }) =>
      fetchJson(Release, `${place(id)}/releases`, { method: 'POST', body }),
    onSuccess: () => Promise.all([refreshJobs(client), refreshDataset(client, id)]),
  })

export const pick = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: { trajectoryIds: string[]; isPicked: boolean }) =>
      fetchJson(Dataset, `${place(id)}/picks`, { method: 'POST', body }),
    onSuccess: () => refreshDataset(client, id),
  })

export const benchmarksQuery = queryOptions({
  queryKey: ['benchmarks'],
  queryFn: ({ signal }) => fetchJson(BenchmarkList, '/api/v1/benchmarks', { signal }),
})
