import type { ReactNode } from 'react'
import { Mark } from './mark'

/** The quiet page around sign-in and set-up. */
export function EntryPage({
  title,
  description,
  children,
}: {
  title: string
  description?: ReactNode
  children?: ReactNode
}) {
  return (
    <main className="grid min-h-dvh place-items-center bg-neutral-2 px-4 py-12">
      <div className="grid w-full max-w-form gap-6">
        <header className="grid gap-1">
          <Mark className="mb-3 size-8" />
          <h1 className="text-display font-semibold">{title}</h1>
          {description && <div className="text-neutral-10">{description}</div>}
        </header>
        {children}
      </div>
    </main>
  )
}
