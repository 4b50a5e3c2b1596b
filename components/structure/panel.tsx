'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'

/** What stands beside the drawing: a title, and what there is to know. */
export function Panel({
  label,
  title,
  notes,
  actions,
  onClose,
  children,
}: {
  label: string
  title: ReactNode
  notes?: ReactNode
  actions?: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  return (
    <section aria-label={label} className="flex h-full min-h-0 flex-col">
      <header className="grid gap-1.5 border-b py-2 pr-2 pl-3">
        <div className="flex min-w-0 items-center gap-2">
          <div className="flex min-w-0 grow items-center gap-2 font-medium">{title}</div>
          <IconButton label="Close" keys="escape" onClick={onClose}>
            <X />
          </IconButton>
        </div>
        {notes && (
          <p className="flex flex-wrap items-center gap-x-2 text-small text-neutral-10 tabular-nums">{notes}</p>
        )}
        {actions && <div className="flex flex-wrap gap-1.5">{actions}</div>}
      </header>
      <div className="flex min-h-0 grow flex-col overflow-y-auto py-2">{children}</div>
    </section>
  )
}

/** A part of a panel that folds; closed ones cost nothing. */
export function PanelSection({
  title,
  count,
  isOpen = true,
  children,
}: {
  title: string
  count?: ReactNode
  isOpen?: boolean
  children: ReactNode
}) {
  return (
    <details open={isOpen} className="group pb-1">
      <summary
        data-ring="inside"
        className="flex h-control list-none items-center gap-1.5 px-3 text-small font-medium text-neutral-10 hover:text-neutral-12"
      >
        <span aria-hidden className="inline-block w-2 transition-transform group-open:rotate-90">
          ›
        </span>
        {title} <span className="tabular-nums">{count}</span>
      </summary>
      {children}
    </details>
  )
}

export function PanelNote({ children }: { children: ReactNode }) {
  return <p className="px-3 py-1 pl-6.5 text-neutral-10">{children}</p>
}

export const panelRow =
  'flex min-h-control w-full min-w-0 items-center gap-2 py-0.5 pr-3 pl-6.5 text-left hover:bg-neutral-3'
