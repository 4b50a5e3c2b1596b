'use client'

import { ErrorPanel } from '@/components/ui/error-panel'
import { findSentence } from '@/lib/errors'

/**
 * Whatever a page threw. Bugs of the server come without their words, only with a reference that the server's log
 * has too.
 */
export function PageError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const sentence = findSentence(error)
  return (
    <ErrorPanel
      className="w-full max-w-prose"
      title={sentence ? undefined : 'Something went wrong'}
      sentence={
        sentence ?? 'Retrace could not show this page. Try again; if it stays so, the log of the web process says more.'
      }
      details={sentence ? undefined : referenceOf(error)}
      onRetry={onRetry}
    />
  )
}

function referenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const digest = 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined
  return digest ? `Reference ${digest}` : error.message
}
