'use client'

import { Fragment } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'

/** Where one is: the folder that is shown alone, and the folders it is in. */
export function ScopeTrail({ scope, onScope }: { scope: string; onScope: (folder: string) => void }) {
  const parts = scope.split('/').filter(Boolean)
  return (
    <nav aria-label="Folder shown" className="flex min-w-0 items-center overflow-hidden">
      {parts.length === 0 ? (
        <Here>All files</Here>
      ) : (
        <Button tone="quiet" className="-ml-1 px-1!" onClick={() => onScope('')}>
          All files
        </Button>
      )}
      {parts.map((part, index) => (
        <Fragment key={parts.slice(0, index + 1).join('/')}>
          <span aria-hidden className="text-neutral-9">
            /
          </span>
          {index === parts.length - 1 ? (
            <Here title={scope}>{part}</Here>
          ) : (
            <button
              type="button"
              title={part}
              data-ring="inside"
              className="h-control min-w-0 truncate rounded px-1 font-mono text-code text-neutral-11 hover:bg-neutral-4 hover:text-neutral-12"
              onClick={() => onScope(`${parts.slice(0, index + 1).join('/')}/`)}
            >
              {part}
            </button>
          )}
        </Fragment>
      ))}
    </nav>
  )
}

/** Nothing leads to where one is. */
function Here({ children, title }: { children: string; title?: string }) {
  return (
    <span
      aria-current="location"
      title={title}
      className={classNames('truncate font-medium', title === undefined ? '' : 'px-1 font-mono text-code')}
    >
      {children}
    </span>
  )
}
