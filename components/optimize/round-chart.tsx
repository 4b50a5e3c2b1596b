import { line, scaleLinear, scalePoint } from 'd3'
import { formatFixed, formatPercent } from '@/components/ui/number-format'
import type { SearchSeries } from '@/lib/optimize/series'
import { ChartFrame } from './chart-frame'

const size = { width: 600, height: 230, left: 68, right: 12, top: 12, bottom: 28 }

/** Negative log-likelihood against the round, over all settled steps (Figure 3 of the paper, for our own data). */
export function RoundChart({ rounds, baselineNats }: Pick<SearchSeries, 'rounds' | 'baselineNats'>) {
  const values = rounds.map(({ nats }) => nats)
  const [first = 0] = values
  const last = values.at(-1) ?? 0
  const least = Math.min(...values)
  const room = Math.max(1e-9, (first - least) * 0.15)
  const x = scalePoint(
    rounds.map(({ round }) => round),
    [size.left, size.width - size.right],
  ).padding(0.2)
  const y = scaleLinear([least - room, Math.max(...values) + room], [size.height - size.bottom, size.top])
  const at = (round: number) => x(round) ?? size.left
  const path = line<(typeof rounds)[number]>(
    ({ round }) => at(round),
    ({ nats }) => y(nats),
  )
  const change = first > 0 ? (last - first) / first : 0
  const summary = `${formatFixed(baselineNats, 0)} nats without any thought, ${formatFixed(first, 0)} at the start, ${formatFixed(last, 0)} after ${rounds.length - 1} rounds (${formatPercent(change, 2)})`
  return (
    <ChartFrame title="Negative log-likelihood by round" summary={summary}>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={summary} className="w-full">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={size.left} x2={size.width - size.right} className="stroke-neutral-5" />
            <text x={size.left - 6} dy="0.32em" textAnchor="end" className="fill-neutral-10 text-small tabular-nums">
              {formatFixed(tick, first - least < 10 ? 1 : 0)}
            </text>
          </g>
        ))}
        <path d={path(rounds) ?? ''} className="fill-none stroke-2 stroke-accent" />
        {rounds.map(({ round, nats }) => (
          <g key={round} transform={`translate(${at(round)} ${y(nats)})`}>
            <circle r={4} className="fill-accent stroke-2 stroke-neutral-1">
              <title>{`${round === 0 ? 'Start' : `Round ${round}`}: ${formatFixed(nats)} nats`}</title>
            </circle>
            <text
              y={size.height - size.bottom + 16 - y(nats)}
              textAnchor="middle"
              className="fill-neutral-10 text-small"
            >
              {round === 0 ? 'start' : `round ${round}`}
            </text>
          </g>
        ))}
      </svg>
    </ChartFrame>
  )
}
