'use client'

import { scaleLinear } from 'd3'
import Link from 'next/link'
import { formatFixed, formatSigned, formatUnit } from '@/components/ui/number-format'
import type { StepSeries } from '@/lib/optimize/series'
import { ChartFrame } from './chart-frame'

export type GainChartProps = { trajectoryId: string; steps: readonly StepSeries[] }

/** As many as are told apart. */
const mostBars = 160
const height = 120

/** How much each thought gains over the one that was there, in writing order; a bar leads to its step. */
export function GainChart({ trajectoryId, steps }: GainChartProps) {
  const gains = steps.map((step) => ({ ...step, gain: step.beforeNats - step.afterNats }))
  const better = gains.filter(({ gain }) => gain > 0)
  const worse = gains.filter(({ gain }) => gain < 0).length
  const shown =
    gains.length <= mostBars
      ? gains
      : better
          .toSorted((one, other) => other.gain - one.gain)
          .slice(0, mostBars)
          .sort((a, b) => a.position - b.position)
  const most = Math.max(1e-9, ...shown.map(({ gain }) => gain))
  const y = scaleLinear([0, most], [1, height])
  const total = gains.reduce((sum, { gain }) => sum + gain, 0)
  const losses = worse > 0 ? `, ${worse} cost some for a lower price` : ''
  const left = gains.length > shown.length ? `. The ${shown.length} that gain most are shown` : ''
  const summary = `${better.length} of ${formatUnit(gains.length, 'thought')} gained, at most ${formatFixed(most)} nats${losses}; ${formatFixed(total)} nats in all${left}`
  return (
    <ChartFrame title="Gain by step" summary={summary}>
      <ul className="flex items-end gap-px overflow-x-auto border-b" style={{ height: height + 4 }}>
        {shown.map(({ stepId, position, path, gain }) => {
          const words = `Step ${position + 1}, ${path ?? 'main'}: ${formatSigned(gain)} nats`
          return (
            <li key={stepId} className="flex h-full min-w-1 max-w-8 grow basis-0 items-end">
              <Link
                href={`/trajectories/${trajectoryId}?step=${position}`}
                prefetch={false}
                title={words}
                aria-label={words}
                data-ring="inside"
                className="flex h-full w-full items-end hover:bg-neutral-4"
              >
                <span
                  className={
                    gain > 0
                      ? 'w-full rounded-t-xs bg-accent'
                      : gain < 0
                        ? 'w-full bg-reject-solid'
                        : 'w-full bg-neutral-7'
                  }
                  style={{ height: gain > 0 ? y(gain) : 1 }}
                />
              </Link>
            </li>
          )
        })}
      </ul>
    </ChartFrame>
  )
}
