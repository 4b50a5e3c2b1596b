'use client'

import { max, scaleLinear } from 'd3'
import { Slider } from 'radix-ui'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCompact, formatPercent, formatUnit } from '@/components/ui/number-format'
import type { Histogram } from '@/lib/trajectory/facets'

type Range = { from?: number; to?: number }

export type HistogramBrushProps = {
  title: string
  /** What stands after a number: `4 steps`. */
  unit: string
  /** What stands after the title: `Length in tokens`. */
  note: string
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
export function HistogramBrush({ title, unit, note, histogram, range, isShare, onChange }: HistogramBrushProps) {
  const { edges, counts } = histogram
  const box = useRef<SVGSVGElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  const x = scaleLinear([0, counts.length], [0, width])
  const y = scaleLinear([0, Math.max(1, max(counts) ?? 1)], [0, height])
  const format = (value: number) => (isShare ? formatPercent(value, 0) : formatCompact(value))
  const [first, last] = drag ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : barsOf(range, edges)
  const isEmpty = counts.every((count) => count === 0)
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
        <span className="truncate">
          <span className="font-medium text-neutral-11">{title}</span>{' '}
          <span className="text-small text-neutral-10">{note}</span>
        </span>
        <span className="shrink-0 text-small text-neutral-10 tabular-nums">{words}</span>
      </legend>
      <div className="relative">
        {isEmpty && (
          <p className="absolute inset-0 grid place-items-center text-small text-neutral-10">No document has one.</p>
        )}
        <svg
          ref={box}
          aria-hidden
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className={classNames(
            'h-14 w-full touch-none border-b',
            isEmpty ? 'pointer-events-none' : 'cursor-crosshair',
          )}
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
          {!isWhole && (
            <rect x={x(first)} width={x(last + 1) - x(first)} height={height} className="fill-accent-soft" />
          )}
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
                <title>{`${wordsOf(bar, bar, edges, format)} ${unit}: ${formatUnit(count, 'document')}`}</title>
              </rect>
            )
          })}
        </svg>
      </div>
      <Slider.Root
        className={classNames('relative flex h-6 touch-none items-center select-none', isEmpty && 'invisible')}
        // From the middle of the first bar to that of the last.
        style={{ marginInline: `calc(${50 / counts.length}% - ${thumbSize / 2}px)` }}
        max={counts.length - 1}
        value={[first, last]}
        disabled={isEmpty}
        onValueChange={([from = first, to = last]) => setDrag({ from, to })}
        onValueCommit={([from = first, to = last]) => settle(from, to)}
      >
        <Slider.Track className="relative mx-3 h-0.75 grow rounded-full bg-neutral-6">
          <Slider.Range className="absolute h-full rounded-full bg-accent-solid" />
        </Slider.Track>
        <End label={`${title} from`} words={words} onEnd={() => settle(last, last)} />
        <End label={`${title} to`} words={words} onHome={() => settle(first, first)} />
      </Slider.Root>
      <div
        aria-hidden
        className={classNames('relative h-4 text-small text-neutral-10 tabular-nums', isEmpty && 'invisible')}
      >
        {ticksOf(edges).map(({ edge, at }) => (
          <span key={edge} className="absolute -translate-x-1/2" style={{ left: `${(at / counts.length) * 100}%` }}>
            {format(edge)}
          </span>
        ))}
      </div>
    </fieldset>
  )
}

const thumbSize = 24

type EndProps = { label: string; words: string; onHome?: () => void; onEnd?: () => void }

/** One end of the brush, also for the keyboard; by bars. Home and End go as far as the other end lets it. */
function End({ label, words, onHome, onEnd }: EndProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const run = event.key === 'Home' ? onHome : event.key === 'End' ? onEnd : undefined
    if (!run) return
    event.preventDefault()
    run()
  }
  return (
    <Slider.Thumb
      aria-label={label}
      aria-valuetext={words}
      onKeyDown={onKeyDown}
      className="grid place-items-center rounded-full"
      style={{ width: thumbSize, height: thumbSize }}
    >
      <span aria-hidden className="size-2.5 rounded-full border-2 border-accent-solid bg-neutral-1" />
    </Slider.Thumb>
  )
}

const mostTicks = 4

/** A few of the edges, evenly apart, each with how many bars lie before it: what the bars stand over. */
function ticksOf(edges: readonly number[]): { edge: number; at: number }[] {
  const apart = Math.ceil(edges.length / mostTicks)
  return edges.flatMap((edge, index) => (index % apart === 0 ? [{ edge, at: index + 1 }] : []))
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
