import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { fetchJson } from '@/lib/http/client'
import { ForkView } from '@/lib/synthesis/fork-view'
import type { SynthesisMode } from '@/lib/synthesis/settings'

/** Where a fork at a step would begin. */
export const forkPointQuery = (id: string, position: number) =>
  queryOptions({
    queryKey: ['trajectory', id, 'fork', position],
    queryFn: ({ signal }) => fetchJson(ForkView, `/api/v1/trajectories/${id}/forks?position=${position}`, { signal }),
    retry: false,
  })

export type ForkBody = {
  position: number
  revision: number
  author: string
  mode: SynthesisMode
  seed: number
  budget: { calls?: number; tokens?: number; microdollars?: number }
}

const Requested = z.object({ trajectoryId: z.string(), isKnown: z.boolean() })

export const requestFork = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: ForkBody) => fetchJson(Requested, `/api/v1/trajectories/${id}/forks`, { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })
