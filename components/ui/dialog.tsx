'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { CloseButton } from './close-button'

export type DialogProps = {
  title: string
  description?: ReactNode
  /** A button that opens it; or control it with `isOpen` and `onOpenChange`. */
  trigger?: ReactNode
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  size?: 'normal' | 'wide'
  /** Buttons at the bottom right, the main one last. Inside a form, put a `DialogFooter` into it instead. */
  footer?: ReactNode
  children?: ReactNode
}

export const scrimClass = 'fixed inset-0 z-40 animate-scrim-in bg-scrim'

export function Dialog({
  title,
  description,
  trigger,
  isOpen,
  onOpenChange,
  size = 'normal',
  footer,
  children,
}: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className="pointer-events-none fixed inset-0 z-40 grid justify-items-center overflow-y-auto px-4 pt-[clamp(1rem,calc(50dvh-27rem),12dvh)] pb-8 outline-none"
        >
          <div
            className={classNames(
              'pointer-events-auto relative h-fit w-full animate-overlay-in rounded border border-neutral-6 bg-neutral-1 shadow-overlay dark:bg-neutral-2',
              size === 'wide' ? 'max-w-wide-dialog' : 'max-w-dialog',
            )}
          >
            <header className="grid gap-0.5 pt-3.5 pr-12 pb-3 pl-4">
              <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
              {description && <Radix.Description className="text-neutral-10">{description}</Radix.Description>}
            </header>
            {children && <div className="px-4 pb-4">{children}</div>}
            {footer && <DialogFooter className="px-4">{footer}</DialogFooter>}
            <CloseButton className="absolute! top-3 right-3" />
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function DialogFooter({ children, className }: { children: ReactNode; className?: string }) {
  return <footer className={classNames('flex items-center justify-end gap-2 pt-2 pb-4', className)}>{children}</footer>
}

/** Wraps a button that closes the dialog it is in. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>
}
