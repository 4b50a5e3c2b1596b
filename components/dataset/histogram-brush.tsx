'use client'

import { max, scaleLinear } from 'd3'
import { type PointerEvent, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCompact, formatCount, formatPercent } from '@/components/ui/number-format'
import type { Histogram } from '@/lib/trajectory/facets'

type Range = { from?: number; to?: number }

export type HistogramBrushProps = {
  title: string
  unit: string
  histogram: Histogram
  range: Range
  /** Numbers are shares, written as percent. */
  isShare?: boolean
  onChange: (range: Range | undefined) => void
}

const width = 240
const height = 56

/**
 * How a number spreads over the dataset. Drag over the bars, or move the two ends with the arrow keys, to look at a part
 * of it; what is left out stays in sight, grey.
 */
export function HistogramBrush({ title, unit, histogram, range, isShare, onChange }: HistogramBrushProps) {
  const { edges, counts } = histogram
  const box = useRef<SVGSVGElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  const x = scaleLinear([0, counts.length], [0, width])
  const y = scaleLinear([0, Math.max(1, max(counts) ?? 1)], [0, height])
  const format = (value: number) => (isShare ? formatPercent(value, 0) : formatCompact(value))
  const [first, last] = drag ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : barsOf(range, edges)
  const isWhole = first === 0 && last === counts.length - 1
  const barAt = (event: PointerEvent) => {
    const { left, width: actual } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    const bar = Math.floor(((event.clientX - left) / actual) * counts.length)
    return Math.max(0, Math.min(counts.length - 1, bar))
  }
  const settle = (from: number, to: number) => {
    setDrag(undefined)
    if (from === 0 && to === counts.length - 1) onChange(undefined)
    else onChange({ from: edges[from - 1], to: upperOf(to, edges) })
  }
  const words = isWhole ? 'all' : wordsOf(first, last, edges, format)
  return (
    <fieldset className="min-w-0">
      <legend className="flex w-full items-baseline justify-between gap-2 pb-1">
        <span className="font-medium text-neutral-11">{title}</span>
        <span className="text-small text-neutral-10 tabular-nums">
          {words}
          {!isWhole && ` ${unit}`}
        </span>
      </legend>
      <svg
        ref={box}
        aria-hidden
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-14 w-full cursor-crosshair touch-none border-b"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          const bar = barAt(event)
          setDrag({ from: bar, to: bar })
        }}
        onPointerMove={(event) => drag && setDrag({ ...drag, to: barAt(event) })}
        onPointerUp={() => drag && settle(first, last)}
        onDoubleClick={() => onChange(undefined)}
      >
        <rect width={width} height={height} className="fill-transparent" />
        {!isWhole && <rect x={x(first)} width={x(last + 1) - x(first)} height={height} className="fill-accent-soft" />}
        {counts.map((count, bar) => {
          const tall = Math.max(count > 0 ? 1.5 : 0, y(count))
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={bar}
              x={x(bar) + 0.75}
              width={x(1) - 1.5}
              y={height - tall}
              height={tall}
              className={classNames(bar >= first && bar <= last ? 'fill-accent' : 'fill-neutral-7')}
            >
              <title>{`${wordsOf(bar, bar, edges, format)}: ${formatCount(count)}`}</title>
            </rect>
          )
        })}
      </svg>
      <div className="flex gap-1">
        <End label={`${title} from`} value={first} most={last} onChange={(bar) => settle(bar, last)} />
        <End
          label={`${title} to`}
          value={last}
          least={first}
          most={counts.length - 1}
          onChange={(bar) => settle(first, bar)}
        />
      </div>
    </fieldset>
  )
}

type EndProps = { label: string; value: number; least?: number; most: number; onChange: (bar: number) => void }

/** One end of the brush, for the keyboard; by bars. */
function End({ label, value, least = 0, most, onChange }: EndProps) {
  return (
    <input
      type="range"
      aria-label={label}
      min={least}
      max={Math.max(least, most)}
      step={1}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
      className="h-4 min-w-0 grow accent-accent-solid"
    />
  )
}

/** The first and the last bar within a range. A bar holds its lower edge and not its upper one. */
function barsOf({ from, to }: Range, edges: readonly number[]): [number, number] {
  const first = from === undefined ? 0 : edges.filter((edge) => edge <= from).length
  const last = to === undefined ? edges.length : edges.filter((edge) => edge <= to).length
  return [first, Math.max(first, last)]
}

/** Ranges include both ends: the greatest number below the next edge. */
function upperOf(bar: number, edges: readonly number[]): number | undefined {
  const edge = edges[bar]
  if (edge === undefined) return undefined
  return Number.isInteger(edge) && edge >= 2 ? edge - 1 : edge - 1e-9
}

function wordsOf(first: number, last: number, edges: readonly number[], format: (value: number) => string): string {
  const [from, to] = [edges[first - 1], edges[last]]
  if (from === undefined) return `under ${format(to ?? 0)}`
  return to === undefined ? `${format(from)} and more` : `${format(from)} to ${format(to)}`
}
