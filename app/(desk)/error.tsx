'use client'

import { PageError } from '@/components/frame/page-error'

export default function DeskErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="grid justify-items-center px-4 py-16">
      <PageError error={error} onRetry={retry} />
    </div>
  )
}
