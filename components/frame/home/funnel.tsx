import { scaleLinear } from 'd3'
import Link from 'next/link'
import { formatCount, formatUnit } from '@/components/ui/number-format'

export type FunnelStage = { stage: string; count: number }

const links: Record<string, string> = {
  imported: '/repositories',
  synthesized: '/trajectories',
  searched: '/trajectories',
  approved: '/trajectories?state=approved',
  released: '/exports',
}

/** How many have come how far; one bar per stage, on one scale. */
export function Funnel({ stages }: { stages: readonly FunnelStage[] }) {
  const width = scaleLinear([0, Math.max(1, ...stages.map(({ count }) => count))], [0, 100])
  return (
    <ol className="border-t pt-2">
      {stages.map(({ stage, count }) => (
        <li key={stage}>
          <Link
            href={links[stage] ?? '/'}
            className="flex h-control items-center gap-3 rounded px-2 hover:bg-neutral-3"
            data-ring="inside"
            title={
              stage === 'imported' ? formatUnit(count, 'snapshot') : formatUnit(count, 'trajectory', 'trajectories')
            }
          >
            <span className="w-24 shrink-0 text-neutral-11 capitalize">{stage}</span>
            <span className="h-2 grow rounded-small bg-neutral-3">
              <span
                className="block h-full rounded-small bg-accent-solid"
                style={{ width: `${width(count)}%`, opacity: count === 0 ? 0 : undefined }}
              />
            </span>
            <span className="w-14 shrink-0 text-right font-medium tabular-nums">{formatCount(count)}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
