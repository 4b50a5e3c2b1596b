'use client'

import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type PopoverProps = {
  /** Its name for people who cannot see it. */
  label: string
  trigger: ReactNode
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  side?: 'top' | 'right' | 'bottom' | 'left'
  align?: 'start' | 'center' | 'end'
  className?: string
  children: ReactNode
}

export function Popover({
  label,
  trigger,
  isOpen,
  onOpenChange,
  side,
  align = 'start',
  className,
  children,
}: PopoverProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            'z-40 max-h-(--radix-popover-content-available-height) animate-overlay-in overflow-auto rounded border border-neutral-6 bg-neutral-1 p-3 shadow-overlay outline-none dark:bg-neutral-2',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
