'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { buttonClass } from './button'
import { classNames } from './class-names'

/** Closes the overlay it is in. It has no tooltip: that would take the Escape key for itself. */
export function CloseButton({ className }: { className?: string }) {
  return (
    <Dialog.Close aria-label="Close" className={buttonClass('quiet', classNames('w-control px-0!', className))}>
      <X aria-hidden />
    </Dialog.Close>
  )
}
