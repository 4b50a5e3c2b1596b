'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { type ReactNode, useLayoutEffect, useState } from 'react'
import { classNames } from './class-names'
import { controlClass } from './input'

export type Choice<Value extends string = string> = {
  value: Value
  label: ReactNode
  hint?: ReactNode
  isDisabled?: boolean
}

export type SelectProps<Value extends string> = {
  choices: readonly Choice<Value>[]
  value?: Value
  defaultValue?: Value
  onChange?: (value: Value) => void
  /** For forms. */
  name?: string
  placeholder?: string
  id?: string
  disabled?: boolean
  /** Without an outline until it is pointed at, for rows of a table. */
  isQuiet?: boolean
  className?: string
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { choices, value, defaultValue, onChange, name, placeholder, disabled, isQuiet, className, ...rest } = props
  const [isOpen, setIsOpen] = useState(false)
  useInertAround(isOpen)
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue}
      // Radix gives back one of the values that it was given.
      onValueChange={(chosen) => onChange?.(chosen as Value)}
      onOpenChange={setIsOpen}
      name={name}
      disabled={disabled}
    >
      <Radix.Trigger
        className={classNames(
          controlClass,
          'flex items-center justify-between gap-1.5 pr-1.5! text-left',
          isQuiet && 'border-transparent! bg-transparent! hover:border-neutral-8!',
          className,
        )}
        {...rest}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-neutral-10" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-overlay-in overflow-hidden rounded border border-neutral-6 bg-neutral-1 p-1 shadow-overlay dark:bg-neutral-2"
        >
          <Radix.Viewport>
            {choices.map((choice) => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                disabled={choice.isDisabled}
                className="flex min-h-control items-center gap-1.5 rounded-small py-1 pr-3 pl-1.5 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-neutral-4"
              >
                <span className="grid size-4 shrink-0 place-items-center">
                  <Radix.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent-text" />
                  </Radix.ItemIndicator>
                </span>
                <span className="grid">
                  <Radix.ItemText>{choice.label}</Radix.ItemText>
                  {choice.hint && <span className="text-small text-neutral-10">{choice.hint}</span>}
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** What Radix hides from those who listen while the list is open can have no focus either. */
function useInertAround(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return
    let hidden: HTMLElement[] = []
    // Radix hides it once the list stands.
    const frame = requestAnimationFrame(() => {
      hidden = [...document.querySelectorAll<HTMLElement>('[data-aria-hidden]:not([inert])')]
      for (const element of hidden) element.inert = true
    })
    return () => {
      cancelAnimationFrame(frame)
      for (const element of hidden) element.inert = false
    }
  }, [isOpen])
}
