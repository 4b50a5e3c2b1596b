import { queryOptions } from '@tanstack/react-query'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { Preview } from '@/lib/dataset/preview'
import { fetchJson } from '@/lib/http/client'

export type PreviewInput = { trajectoryId: string; format: ReleaseFormat; settings: Partial<ExportSettings> }

/** A question with a long body: it changes nothing. */
export const previewQuery = (input: PreviewInput) =>
  queryOptions({
    queryKey: ['releases', 'preview', input],
    queryFn: ({ signal }) =>
      fetchJson(Preview, '/api/v1/releases/preview', {
        method: 'POST',
        body: input,
        signal,
      }),
    staleTime: 60_000,
  })
