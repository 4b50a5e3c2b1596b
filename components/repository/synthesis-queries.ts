import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { refreshJobs } from '@/components/jobs/queries'
import { fetchJson } from '@/lib/http/client'
import { JobRun } from '@/lib/jobs/job'
import { Estimate } from '@/lib/synthesis/estimate'
import { type SynthesisSettings, WindowTokens } from '@/lib/synthesis/settings'
import { WindowPreview } from '@/lib/synthesis/window-preview'

const RequestedTrajectory = z.object({ trajectoryId: z.string(), job: JobRun.nullable(), isKnown: z.boolean() })
const RequestedSynthesis = RequestedTrajectory.extend({ trajectories: z.array(RequestedTrajectory) })

export type SynthesisBody = Partial<SynthesisSettings> & {
  snapshotId: string
  budget?: { calls?: number; tokens?: number; microdollars?: number }
}

export const requestSynthesis = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (body: SynthesisBody) =>
      fetchJson(RequestedSynthesis, '/api/v1/trajectories', { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })

export const estimateSynthesis = (snapshotId: string) =>
  mutationOptions({
    mutationFn: (body: Partial<SynthesisSettings>) =>
      fetchJson(Estimate, `/api/v1/snapshots/${snapshotId}/estimates`, { method: 'POST', body }),
  })

/** The seed is another's matter: whatever it is, the windows are the same. */
export const windowPreviewQuery = (snapshotId: string, settings: Partial<SynthesisSettings>) => {
  const { author = '', mode = '', readBudgetBytes, windowTokens } = settings
  const query = new URLSearchParams({ author, mode, ...numbersOf({ readBudgetBytes, windowTokens }) })
  return queryOptions({
    queryKey: ['snapshots', snapshotId, 'windows', query.toString()],
    queryFn: ({ signal }) => fetchJson(WindowPreview, `/api/v1/snapshots/${snapshotId}/windows?${query}`, { signal }),
    placeholderData: (before) => before,
    enabled: WindowTokens.safeParse(windowTokens).success,
    retry: false,
  })
}

function numbersOf(numbers: Record<string, number | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value ?? '')]))
}

/** Of a model endpoint what somebody needs to know who chooses an author. */
const ModelAuthor = z.object({
  name: z.string(),
  model: z.string(),
  host: z.string(),
  capabilities: z.object({ works: z.boolean() }).nullable(),
})
export type ModelAuthor = z.infer<typeof ModelAuthor>

export const modelAuthorsQuery = () =>
  queryOptions({
    queryKey: ['endpoints'],
    queryFn: ({ signal }) => fetchJson(z.array(ModelAuthor), '/api/v1/endpoints', { signal }),
  })
