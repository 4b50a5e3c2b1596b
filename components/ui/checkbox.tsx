'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

export type CheckboxProps = {
  checked?: boolean | 'indeterminate'
  defaultChecked?: boolean
  onChange?: (checked: boolean) => void
  /** Text beside the box; without it give `aria-label`. */
  label?: ReactNode
  name?: string
  value?: string
  disabled?: boolean
  tabIndex?: number
  className?: string
  'aria-label'?: string
}

export function Checkbox({ label, onChange, className, ...rest }: CheckboxProps) {
  const id = useId()
  const box = (
    <Radix.Root
      id={id}
      onCheckedChange={(checked) => onChange?.(checked === true)}
      className={classNames(
        'group grid size-4 shrink-0 place-items-center rounded-small border border-neutral-8 bg-neutral-1 text-on-solid disabled:opacity-50',
        'data-[state=checked]:border-transparent data-[state=checked]:bg-accent-solid data-[state=indeterminate]:border-transparent data-[state=indeterminate]:bg-accent-solid',
        !label && className,
      )}
      {...rest}
    >
      <Radix.Indicator>
        <Minus aria-hidden className="hidden size-3 stroke-3 group-data-[state=indeterminate]:block" />
        <Check aria-hidden className="hidden size-3 stroke-3 group-data-[state=checked]:block" />
      </Radix.Indicator>
    </Radix.Root>
  )
  if (!label) return box
  return (
    <span className={classNames('inline-flex min-h-control items-center gap-2', className)}>
      {box}
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
