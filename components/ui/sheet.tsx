'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { CloseButton } from './close-button'
import { scrimClass } from './dialog'

export type SheetProps = {
  title: string
  trigger?: ReactNode
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}

/** A panel from the right edge that leaves the page visible. */
export function Sheet({ title, trigger, isOpen, onOpenChange, children }: SheetProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          aria-describedby={undefined}
          // The panel is to be read: the focus goes to it, not to the first control in it.
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
          className="fixed inset-y-0 right-0 z-40 flex w-full max-w-sheet animate-sheet-in flex-col border-l bg-neutral-1 shadow-overlay outline-none dark:bg-neutral-2"
        >
          <header className="flex h-bar shrink-0 items-center justify-between border-b pr-2 pl-4">
            <Radix.Title className="font-semibold">{title}</Radix.Title>
            <CloseButton />
          </header>
          <div className="min-h-0 grow overflow-y-auto p-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
