import { queryOptions } from '@tanstack/react-query'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { type DocumentPlace, Preview, PreviewedDocuments } from '@/lib/dataset/preview/preview'
import { fetchJson } from '@/lib/http/client'

export type PreviewInput = {
  trajectoryId: string
  /** Of a dataset: as it would be released now, in the format and settings that are left out here. */
  datasetId?: string
  variant?: string
  format?: ReleaseFormat
  settings?: Partial<ExportSettings>
  /** Which of the samples that the document gives. */
  sample?: number
  /** Of an export: what else is exported; left out, all that is approved. */
  trajectoryIds?: readonly string[]
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

/** Whether a question was about the same document in the same format as another one, whichever its sample. */
export function isOfSameDocument(queryKey: readonly unknown[] | undefined, input: PreviewInput): boolean {
  return (
    JSON.stringify(queryKey?.map(withoutSample)) === JSON.stringify(previewQuery(input).queryKey.map(withoutSample))
  )
}

function withoutSample(part: unknown): unknown {
  return typeof part === 'object' ? { ...part, sample: undefined } : part
}

/** A document of a dataset and its neighbours. */
export const previewDocumentsQuery = (id: string, search: string, place: DocumentPlace | undefined) => {
  const params = new URLSearchParams(place)
  if (search) params.set('search', search)
  return queryOptions({
    queryKey: ['datasets', id, 'documents', params.toString()],
    queryFn: ({ signal }) => fetchJson(PreviewedDocuments, `/api/v1/datasets/${id}/preview?${params}`, { signal }),
  })
}
