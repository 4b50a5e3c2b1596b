'use client'

import { Label as Radix, Slot } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

export type FieldProps = {
  label: ReactNode
  /** Help below the control. */
  hint?: ReactNode
  /** What is wrong, as a sentence. */
  error?: ReactNode
  className?: string
  /** One control; it gets an id and is tied to the label, the hint and the error. */
  children: ReactNode
}

export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId()
  const note = error ? `${id}-error` : hint ? `${id}-hint` : undefined
  return (
    <div className={classNames('grid gap-1', className)}>
      <Label htmlFor={id}>{label}</Label>
      <Slot.Root id={id} aria-describedby={note} aria-invalid={error ? true : undefined}>
        {children}
      </Slot.Root>
      {hint && !error && (
        <p id={`${id}-hint`} className="text-small text-neutral-10">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small text-reject">
          {error}
        </p>
      )}
    </div>
  )
}

export function Label({ htmlFor, children, className }: { htmlFor?: string; children: ReactNode; className?: string }) {
  return (
    <Radix.Root htmlFor={htmlFor} className={classNames('font-medium text-neutral-11', className)}>
      {children}
    </Radix.Root>
  )
}
