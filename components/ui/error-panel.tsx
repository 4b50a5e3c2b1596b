'use client'

import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { classNames } from './class-names'

export type ErrorPanelProps = {
  /** What happened, why and what to do. */
  sentence: ReactNode
  title?: string
  onRetry?: () => void
  /** For whoever looks into it: a stack, an output, a reference. */
  details?: string
  action?: ReactNode
  className?: string
}

export function ErrorPanel({ sentence, title, onRetry, details, action, className }: ErrorPanelProps) {
  return (
    <div
      role="alert"
      className={classNames('flex gap-2.5 rounded border border-neutral-6 bg-neutral-2 p-3 text-left', className)}
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-reject" />
      <div className="grid min-w-0 grow justify-items-start gap-1">
        {title && <h2 className="font-semibold">{title}</h2>}
        <p className="max-w-prose wrap-anywhere whitespace-pre-line">{sentence}</p>
        {details && (
          <details className="w-full">
            <summary className="w-fit rounded-small text-neutral-10 hover:text-neutral-12">Details</summary>
            <pre className="mt-1 max-h-60 overflow-auto rounded-small bg-neutral-3 p-2 font-mono text-code whitespace-pre-wrap">
              {details}
            </pre>
          </details>
        )}
        {(onRetry || action) && (
          <div className="mt-1 flex gap-2">
            {onRetry && <Button onClick={onRetry}>Try again</Button>}
            {action}
          </div>
        )}
      </div>
    </div>
  )
}
