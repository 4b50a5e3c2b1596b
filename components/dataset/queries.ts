import { queryOptions } from '@tanstack/react-query'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { type DocumentPlace, Preview, PreviewedDocuments } from '@/lib/dataset/preview'
import { fetchJson } from '@/lib/http/client'

export type PreviewInput = {
  trajectoryId: string
  /** Of a dataset: as it would be released now, in the format and settings that are left out here. */
  datasetId?: string
  variant?: string
  format?: ReleaseFormat
  settings?: Partial<ExportSettings>
}

/** A question with a long body: it changes nothing. One about a dataset is asked anew when the dataset is read anew. */
export const previewQuery = (input: PreviewInput) =>
  queryOptions({
    queryKey: [...(input.datasetId ? ['datasets', input.datasetId] : ['releases']), 'preview', input],
    queryFn: ({ signal }) =>
      fetchJson(Preview, '/api/v1/releases/preview', {
        method: 'POST',
        body: input,
        signal,
      }),
    staleTime: 60_000,
  })

/** A document of a dataset and its neighbours. */
export const previewDocumentsQuery = (id: string, search: string, place: DocumentPlace | undefined) => {
  const params = new URLSearchParams(place)
  if (search) params.set('search', search)
  return queryOptions({
    queryKey: ['datasets', id, 'documents', params.toString()],
    queryFn: ({ signal }) => fetchJson(PreviewedDocuments, `/api/v1/datasets/${id}/preview?${params}`, { signal }),
  })
}
