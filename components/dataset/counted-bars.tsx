import { max, scaleLinear } from 'd3'
import { formatCompact, formatCount } from '@/components/ui/number-format'
import type { Counted } from '@/lib/dataset/contents'

const shown = 6

export type CountedBarsProps = {
  title: string
  /** Those with most documents. */
  values: readonly Counted[]
  /** How many values there are, if `values` are not all of them. */
  total?: number
  none: string
}

/** How many documents there are of each value, and their tokens. */
export function CountedBars({ title, values, total = values.length, none }: CountedBarsProps) {
  const x = scaleLinear([0, Math.max(1, max(values, ({ count }) => count) ?? 1)], [0, 100])
  const rest = Math.max(total, values.length) - shown
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="pb-1 font-medium text-neutral-11">{title}</h3>
      {values.length === 0 && <p className="text-small text-neutral-10">Nothing yet.</p>}
      <ul>
        {values.slice(0, shown).map(({ value, count, tokens }) => (
          <li
            key={value}
            className="grid h-5 grid-cols-[minmax(0,1fr)_--spacing(12)_--spacing(18)] items-center gap-2 text-small whitespace-nowrap"
          >
            <span className="relative truncate px-1" title={value || none}>
              <span
                aria-hidden
                className="absolute inset-y-0.5 left-0 rounded-small bg-accent-soft"
                style={{ width: `${x(count)}%` }}
              />
              <span className="relative">{value || none}</span>
            </span>
            <span className="text-right tabular-nums">{formatCount(count)}</span>
            <span className="text-right text-neutral-10 tabular-nums" title={`${formatCount(tokens)} tokens`}>
              {formatCompact(tokens)} tok
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="px-1 text-small text-neutral-10">and {formatCount(rest)} more</p>}
    </section>
  )
}
