'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd'

export type TooltipProps = {
  label: ReactNode
  /** The key that does the same, as `useKeys` names it. */
  keys?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** One element that takes a ref and handlers. */
  children: ReactNode
}

export const TooltipProvider = Radix.Provider

export function Tooltip({ label, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-form animate-overlay-in items-center gap-2 rounded border border-neutral-6 bg-neutral-1 px-2 py-1 text-small text-neutral-12 shadow-overlay dark:bg-neutral-3"
        >
          {label}
          {keys && <Kbd keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
