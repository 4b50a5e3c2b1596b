import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { Contents, type ContentsItem, ContentsPage, type LeftOutReason, type Ranges } from '@/lib/dataset/contents'
import { Dataset, DatasetList } from '@/lib/dataset/dataset'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { BenchmarkList } from '@/lib/dataset/preflight/benchmark'
import { type CheckName, Decided, type Decision, FindingPage, PreflightState } from '@/lib/dataset/preflight/finding'
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
  /** Whether this takes back a decision that kept a trajectory out: then there is more to decide again. */
  wasDropped?: boolean
  rule?: { check: CheckName; rule: string }
}

/** The list of findings is not read again for a decision about some of them: who made it knows it. */
export const decide = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: ({ wasDropped: _, ...body }: DecisionInput) =>
      fetchJson(Decided, `${place(id)}/findings`, { method: 'POST', body }),
    onSuccess: (_, { rule, wasDropped }) =>
      rule || wasDropped ? readFindingsAnew(client, id) : leaveFindings(client, id),
  })

const findingsKey = (id: string) => ['datasets', id, 'findings']

/** All of the dataset but the list of findings that is in sight; other lists of findings when they are looked at. */
function leaveFindings(client: QueryClient, id: string): Promise<unknown> {
  const isOther = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[2] !== 'findings'
  return Promise.all([
    client.invalidateQueries({ queryKey: findingsKey(id), refetchType: 'none' }),
    client.invalidateQueries({ queryKey: ['datasets', id], predicate: isOther }),
  ])
}

/** All of the dataset, and its findings from the first page on, however many were loaded. */
export function readFindingsAnew(client: QueryClient, id: string): Promise<void> {
  client.setQueriesData<InfiniteData<FindingPage>>(
    { queryKey: findingsKey(id) },
    (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  )
  return refreshDataset(client, id)
}

export const startRelease = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: { against?: string | null }) =>
      fetchJson(Release, `${place(id)}/releases`, { method: 'POST', body }),
    onSuccess: () => Promise.all([refreshJobs(client), refreshDataset(client, id)]),
  })

type Pages<Row> = InfiniteData<{ rows: Row[]; next: string | null }>

function changePages<Row>(data: Pages<Row> | undefined, change: (row: Row) => Row): Pages<Row> | undefined {
  return data && { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map(change) })) }
}

export const pick = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: { trajectoryIds: string[]; isPicked: boolean }) =>
      fetchJson(Dataset, `${place(id)}/picks`, { method: 'POST', body }),
    onMutate: ({ trajectoryIds, isPicked }) =>
      client.setQueriesData<Pages<ContentsItem>>({ queryKey: ['datasets', id, 'items'] }, (data) =>
        changePages(data, (row) => (trajectoryIds.includes(row.trajectoryId) ? { ...row, isPicked } : row)),
      ),
    onSettled: () => refreshDataset(client, id),
  })

export const benchmarksQuery = queryOptions({
  queryKey: ['benchmarks'],
  queryFn: ({ signal }) => fetchJson(BenchmarkList, '/api/v1/benchmarks', { signal }),
})
