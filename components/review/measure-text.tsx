import { formatFixed, formatPercent } from '@/components/ui/number-format'
import type { Interval, Measure } from '@/lib/review/agreement'

const digits = 2

/** A measure with its interval at 95%; a dash when there is nothing to measure. */
export function MeasureText({ measure, asPercent }: { measure: Measure; asPercent?: boolean }) {
  const { value, interval } = measure
  if (value === null) return <span className="text-neutral-10">–</span>
  const format = (number: number) => (asPercent ? formatPercent(number, 0) : formatFixed(number, digits))
  return (
    <span className="tabular-nums">
      {format(value)} {interval && <IntervalText interval={interval} format={format} />}
    </span>
  )
}

export function IntervalText({ interval, format }: { interval: Interval; format: (value: number) => string }) {
  return (
    <span className="text-small text-neutral-10" title="95% interval">
      {format(interval.low)} to {format(interval.high)}
    </span>
  )
}
