import { extent, scaleLinear } from 'd3'
import { formatFixed, formatSigned, formatUnit } from '@/components/ui/number-format'
import type { StepSeries } from '@/lib/optimize/series'
import { ChartFrame } from './chart-frame'

const size = { width: 600, height: 230, left: 52, right: 12, top: 12, bottom: 38 }
const mostDots = 2000

export type PriceChartProps = { steps: readonly StepSeries[]; priceWeight: number }

/** What a new thought costs against what it gains over the one that was there; above the line it pays for itself at λ. */
export function PriceChart({ steps, priceWeight }: PriceChartProps) {
  const dots = steps.flatMap(({ priceNats, beforeNats, afterNats, ...step }) =>
    priceNats === null ? [] : [{ ...step, price: priceNats, gain: beforeNats - afterNats }],
  )
  const x = scaleLinear(
    [0, Math.max(1, ...dots.map(({ price }) => price))],
    [size.left, size.width - size.right],
  ).nice()
  const [low = 0, high = 1] = extent(dots, ({ gain }) => gain)
  const y = scaleLinear([Math.min(0, low), Math.max(1, high)], [size.height - size.bottom, size.top]).nice()
  const paying = dots.filter(({ price, gain }) => gain > price * priceWeight).length
  const summary =
    dots.length === 0
      ? 'No thought was replaced whose price is known'
      : `${paying} of ${formatUnit(dots.length, 'new thought')} gain more than λ = ${priceWeight} times their price`
  const end = x.domain()[1] ?? 1
  return (
    <ChartFrame title="Gain against price" summary={summary}>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={summary} className="w-full">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={size.left} x2={size.width - size.right} className="stroke-neutral-5" />
            <text x={size.left - 6} dy="0.32em" textAnchor="end" className="fill-neutral-10 text-small tabular-nums">
              {formatFixed(tick, 0)}
            </text>
          </g>
        ))}
        {x.ticks(5).map((tick) => (
          <text
            key={tick}
            x={x(tick)}
            y={size.height - size.bottom + 14}
            textAnchor="middle"
            className="fill-neutral-10 text-small tabular-nums"
          >
            {formatFixed(tick, 0)}
          </text>
        ))}
        <text x={size.width - size.right} y={size.height - 4} textAnchor="end" className="fill-neutral-10 text-small">
          nats of the thought
        </text>
        <line
          x1={x(0)}
          y1={y(0)}
          x2={x(end)}
          y2={y(end * priceWeight)}
          className="stroke-neutral-9 [stroke-dasharray:4_3]"
        />
        {dots.slice(0, mostDots).map(({ stepId, position, path, price, gain }) => (
          <circle key={stepId} cx={x(price)} cy={y(gain)} r={3} className="fill-accent opacity-60">
            <title>{`Step ${position + 1}, ${path ?? 'main'}: ${formatSigned(gain)} nats, price ${formatFixed(price, 0)}`}</title>
          </circle>
        ))}
      </svg>
    </ChartFrame>
  )
}
