'use client'

import { ErrorPanel } from '@/components/ui/error-panel'
import { AppError } from '@/lib/errors'

/**
 * Whatever a page threw. Errors of the server come without their words, only with a reference that the server's log
 * has too.
 */
export function PageError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <ErrorPanel
      className="w-full max-w-prose"
      title={error instanceof AppError ? undefined : 'Something went wrong'}
      sentence={
        error instanceof AppError
          ? error.message
          : 'Retrace could not show this page. Try again; if it stays so, the log of the web process says more.'
      }
      details={referenceOf(error)}
      onRetry={onRetry}
    />
  )
}

function referenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const digest = 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined
  return digest ? `Reference ${digest}` : error.message
}
