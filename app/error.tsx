'use client'

import { EntryPage } from '@/components/frame/entry-page'
import { PageError } from '@/components/frame/page-error'

export default function AppErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <EntryPage title="This page could not be shown">
      <PageError error={error} onRetry={retry} />
    </EntryPage>
  )
}
