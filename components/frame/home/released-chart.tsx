import { area, curveStepAfter, line, scaleLinear, scaleTime } from 'd3'
import { formatCompact, formatUnit } from '@/components/ui/number-format'
import { formatExact } from '@/components/ui/time-format'

export type ReleasedPoint = { at: string; tokens: number }

// The drawing has a size of its own and is stretched to the room there is.
const width = 400
const height = 120
const dayMs = 24 * 60 * 60_000

/** Tokens of all releases up to each moment. */
export function ReleasedChart({ releases, nowMs }: { releases: readonly ReleasedPoint[]; nowMs: number }) {
  if (releases.length === 0)
    return (
      <p className="border-t pt-3 text-neutral-10">Nothing is released yet. Approve trajectories, then export them.</p>
    )
  const points = accumulate(releases, nowMs)
  const total = points.at(-1)?.tokens ?? 0
  const startMs = points[0]?.atMs ?? nowMs
  const x = scaleTime([startMs, nowMs], [0, width])
  const y = scaleLinear([0, total], [height, 2])
  const shape = area<Point>(
    (point) => x(point.atMs),
    height,
    (point) => y(point.tokens),
  ).curve(curveStepAfter)
  const edge = line<Point>(
    (point) => x(point.atMs),
    (point) => y(point.tokens),
  ).curve(curveStepAfter)
  return (
    <figure className="border-t pt-3">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${formatUnit(total, 'token')} in ${formatUnit(releases.length, 'release')}`}
        className="h-30 w-full border-b"
      >
        <path d={shape(points) ?? ''} className="fill-accent-soft" />
        <path d={edge(points) ?? ''} className="fill-none stroke-accent" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="flex justify-between pt-1 text-small text-neutral-10 tabular-nums">
        <time dateTime={new Date(startMs).toISOString()} title={formatExact(new Date(startMs).toISOString())}>
          {dayOf(startMs)}
        </time>
        <span title={formatUnit(total, 'token')}>{formatCompact(total)} tokens now</span>
      </figcaption>
    </figure>
  )
}

type Point = { atMs: number; tokens: number }

/** Starts a little before the first release, at nothing, and reaches to now. */
function accumulate(releases: readonly ReleasedPoint[], nowMs: number): Point[] {
  const firstMs = Date.parse(releases[0]?.at ?? '') || nowMs
  const points: Point[] = [{ atMs: firstMs - Math.max(dayMs, (nowMs - firstMs) / 10), tokens: 0 }]
  let tokens = 0
  for (const release of releases) {
    tokens += release.tokens
    points.push({ atMs: Date.parse(release.at), tokens })
  }
  points.push({ atMs: nowMs, tokens })
  return points
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

function dayOf(ms: number): string {
  return day.format(ms)
}
