'use client'

import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Segment<Value extends string> = { value: Value; label: ReactNode; hint?: string }

export type SegmentsProps<Value extends string> = {
  label: string
  segments: readonly Segment<Value>[]
  value: Value
  onChange: (value: Value) => void
  className?: string
}

/** One of a few, side by side; the arrow keys move among them. */
export function Segments<Value extends string>({ label, segments, value, onChange, className }: SegmentsProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      // Radix gives back one of the values that it was given, or nothing when the chosen one is pressed again.
      onValueChange={(chosen) => chosen && onChange(chosen as Value)}
      className={classNames('inline-flex shrink-0 rounded bg-neutral-4 p-0.5', className)}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          title={segment.hint}
          className="h-6 rounded-small px-2 text-small font-medium whitespace-nowrap text-neutral-10 transition-colors hover:text-neutral-12 data-[state=on]:bg-neutral-1 data-[state=on]:text-neutral-12 dark:data-[state=on]:bg-neutral-6"
        >
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
