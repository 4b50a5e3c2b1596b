'use client'

import { Switch as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

export type SwitchProps = {
  checked?: boolean
  defaultChecked?: boolean
  onChange?: (checked: boolean) => void
  label: ReactNode
  name?: string
  disabled?: boolean
  className?: string
}

export function Switch({ label, onChange, className, ...rest }: SwitchProps) {
  const id = useId()
  return (
    <span className={classNames('inline-flex min-h-control items-center gap-2', className)}>
      <Radix.Root
        id={id}
        onCheckedChange={onChange}
        className="inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-neutral-8 p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:bg-accent-solid"
        {...rest}
      >
        <Radix.Thumb className="size-3 rounded-full bg-neutral-1 transition-transform data-[state=checked]:translate-x-3" />
      </Radix.Root>
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
