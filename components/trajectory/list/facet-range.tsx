'use client'

import { max, scaleLinear } from 'd3'
import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
import { formatCompact, formatPercent } from '@/components/ui/number-format'
import type { Histogram } from '@/lib/trajectory/facets'

type Range = { from?: number; to?: number }

export type FacetRangeProps = {
  title: string
  histogram: Histogram
  range: Range
  /** Numbers are shares, written as percent. */
  isShare: boolean
  onChange: (range: Range) => void
}

const height = 28
const barWidth = 10

/** How a number spreads over the list, and the part of it that is wanted: by two numbers, or by pressing a bar. */
export function FacetRange({ title, histogram, range, isShare, onChange }: FacetRangeProps) {
  const { edges, counts } = histogram
  const y = scaleLinear([0, Math.max(1, max(counts) ?? 1)], [0, height])
  const format = (value: number) => (isShare ? formatPercent(value, 0) : formatCompact(value))
  const boundsOf = (bar: number): Range => ({ from: edges[bar - 1], to: edges[bar] })
  const isWithin = (bar: number) => {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = boundsOf(bar)
    return to > (range.from ?? Number.NEGATIVE_INFINITY) && from < (range.to ?? Number.POSITIVE_INFINITY)
  }
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small font-medium text-neutral-11">{title}</legend>
      <svg
        aria-hidden
        viewBox={`0 0 ${counts.length * barWidth} ${height}`}
        preserveAspectRatio="none"
        className="h-7 w-full border-b"
      >
        {counts.map((count, bar) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the two fields below do the same
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={bar}
            x={bar * barWidth + 1}
            width={barWidth - 2}
            y={height - Math.max(count > 0 ? 1.5 : 0, y(count))}
            height={Math.max(count > 0 ? 1.5 : 0, y(count))}
            className={classNames('cursor-pointer', isWithin(bar) ? 'fill-accent' : 'fill-neutral-7')}
            onClick={() => onChange(boundsOf(bar))}
          >
            <title>{wordsOf(boundsOf(bar), format)}</title>
          </rect>
        ))}
      </svg>
      <div className="flex gap-1">
        <Bound
          label={`${title} from`}
          value={range.from}
          isShare={isShare}
          onChange={(from) => onChange({ ...range, from })}
        />
        <Bound label={`${title} to`} value={range.to} isShare={isShare} onChange={(to) => onChange({ ...range, to })} />
      </div>
    </fieldset>
  )
}

function wordsOf({ from, to }: Range, format: (value: number) => string): string {
  if (from === undefined) return `under ${format(to ?? 0)}`
  return to === undefined ? `${format(from)} and more` : `${format(from)} to ${format(to)}`
}

type BoundProps = { label: string; value: number | undefined; isShare: boolean; onChange: (value?: number) => void }

function Bound({ label, value, isShare, onChange }: BoundProps) {
  const [typed, setTyped] = useState<string>()
  const factor = isShare ? 100 : 1
  const shown = value === undefined ? '' : String(Math.round(value * factor * 1000) / 1000)
  const settle = () => {
    if (typed === undefined) return
    const number = Number(typed.replace('%', ''))
    if (typed.trim() === '') onChange(undefined)
    else if (Number.isFinite(number)) onChange(number / factor)
    setTyped(undefined)
  }
  return (
    <Input
      aria-label={label}
      inputMode="decimal"
      placeholder={`${label.endsWith('from') ? 'from' : 'to'}${isShare ? ' %' : ''}`}
      value={typed ?? shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}
