'use client'

import { Fragment } from 'react'
import { Button } from '@/components/ui/button'

/** Where one is: the folder that is shown alone, and the folders it is in. */
export function ScopeTrail({ scope, onScope }: { scope: string; onScope: (folder: string) => void }) {
  const parts = scope.split('/').filter(Boolean)
  return (
    <nav aria-label="Folder shown" className="flex min-w-0 items-center overflow-hidden">
      <Button tone="quiet" className="-ml-1 px-1!" disabled={parts.length === 0} onClick={() => onScope('')}>
        All files
      </Button>
      {parts.map((part, index) => (
        <Fragment key={parts.slice(0, index + 1).join('/')}>
          <span aria-hidden className="text-neutral-9">
            /
          </span>
          <Button
            tone="quiet"
            className="min-w-0 shrink! px-1! font-mono"
            disabled={index === parts.length - 1}
            onClick={() => onScope(`${parts.slice(0, index + 1).join('/')}/`)}
          >
            {part}
          </Button>
        </Fragment>
      ))}
    </nav>
  )
}
