'use client'

import { type ReactNode, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { formatCompact, formatCount } from '@/components/ui/number-format'

const shownAtFirst = 8

export type FacetValuesProps = {
  title: string
  /** Without a count where it is not known. */
  values: readonly { value: string; count?: number }[]
  chosen: readonly string[]
  wordOf: (value: string) => string
  /** There may be more than is counted. */
  isAtLeast?: boolean
  /** What stands between the title and the values. */
  children?: ReactNode
  onChange: (chosen: string[]) => void
}

/** The values of one field: any of the ones that are ticked may hold. */
export function FacetValues({ title, values, chosen, wordOf, isAtLeast, children, onChange }: FacetValuesProps) {
  const [isOpen, setIsOpen] = useState(false)
  if (values.length === 0 && !children) return null
  const shown = isOpen ? values : values.filter(({ value }, place) => place < shownAtFirst || chosen.includes(value))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-small font-medium text-neutral-11">{title}</legend>
      {children}
      {shown.map(({ value, count }) => (
        <div key={value} className="flex items-center justify-between gap-2">
          <Checkbox
            className="min-w-0 min-h-6! [&_label]:truncate"
            label={<span title={wordOf(value)}>{wordOf(value)}</span>}
            checked={chosen.includes(value)}
            onChange={(isChosen) => onChange(isChosen ? [...chosen, value] : chosen.filter((other) => other !== value))}
          />
          {count !== undefined && (
            <span className="shrink-0 text-small text-neutral-10 tabular-nums" title={formatCount(count)}>
              {count < 10_000 ? formatCount(count) : formatCompact(count)}
              {isAtLeast && count > 0 && '+'}
            </span>
          )}
        </div>
      ))}
      {values.length > shown.length && (
        <button
          type="button"
          className="rounded-small text-small text-neutral-10 hover:text-neutral-12"
          onClick={() => setIsOpen(true)}
        >
          {values.length - shown.length} more
        </button>
      )}
    </fieldset>
  )
}
