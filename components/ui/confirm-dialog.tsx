'use client'

import { AlertDialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { scrimClass } from './dialog'

export type ConfirmDialogProps = {
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  /** The verb, as on the button that opened it. */
  action: string
  isDangerous?: boolean
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onConfirm: () => void
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Radix.Root open={props.isOpen} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content className="fixed top-[20dvh] left-1/2 z-40 grid w-[calc(100%-(--spacing(8)))] max-w-form -translate-x-1/2 gap-1 rounded border border-neutral-6 bg-neutral-1 p-4 shadow-overlay dark:bg-neutral-2">
          <Radix.Title className="text-title font-semibold">{props.title}</Radix.Title>
          <Radix.Description className="text-neutral-11">{props.children}</Radix.Description>
          <div className="flex justify-end gap-2 pt-3">
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Radix.Action asChild onClick={props.onConfirm}>
              <Button tone={props.isDangerous ? 'danger' : 'primary'}>{props.action}</Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
