import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/http/client'
import { isUnderWay, JobRun } from '@/lib/jobs/job'

export type JobsFilter = { isActive?: boolean; subjectId?: string; kind?: string; limit?: number }

/** Progress is told by events; this is how often it is asked for too while something runs, should they be held up. */
const fallbackMs = 4000

const anyRuns = (jobs: JobRun[] | undefined) => jobs?.some(({ state }) => isUnderWay(state)) ?? false

export const jobsQuery = (filter: JobsFilter = {}) =>
  queryOptions({
    queryKey: ['jobs', 'list', filter],
    queryFn: ({ signal }) => fetchJson(z.array(JobRun), `/api/v1/jobs?${searchOf(filter)}`, { signal }),
    refetchInterval: ({ state }) => (anyRuns(state.data) ? fallbackMs : false),
  })

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: ({ signal }) => fetchJson(JobRun, `/api/v1/jobs/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && anyRuns([state.data]) ? fallbackMs : false),
  })

export type JobVerb = 'cancel' | 'pause' | 'resume'

export const tellJob = (client: QueryClient) =>
  mutationOptions({
    mutationFn: ({ verb, id }: { verb: JobVerb; id: string }) =>
      fetchJson(JobRun, `/api/v1/jobs/${id}/${verb}`, { method: 'POST' }),
    onSettled: () => refreshJobs(client),
  })

export function refreshJobs(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['jobs'] })
}

function searchOf(filter: JobsFilter): string {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined)
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
}
