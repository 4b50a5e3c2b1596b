import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { refreshJobs } from '@/components/jobs/queries'
import { ForeignImport } from '@/lib/foreign/foreign-import'
import { fetchJson } from '@/lib/http/client'

export type ForeignImportBody = { uploadId: string; format?: string; licence?: string }

/** Has the trajectories of a file imported that was sent before. */
export const requestForeignImport = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (body: ForeignImportBody) =>
      fetchJson(ForeignImport, '/api/v1/trajectory-imports', { method: 'POST', body }),
    onSuccess: () => refreshJobs(client),
  })
