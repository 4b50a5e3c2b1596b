import { max, scaleLinear } from 'd3'
import { classNames } from '@/components/ui/class-names'
import { formatCompact, formatCount, formatUnit } from '@/components/ui/number-format'
import type { Counted } from '@/lib/dataset/contents'

const shown = 6
const lineClass = 'grid grid-cols-[minmax(0,1fr)_--spacing(16)_--spacing(14)] items-center gap-2 whitespace-nowrap'

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
      <div className={classNames(lineClass, 'pb-1')}>
        <h3 className="font-medium text-neutral-11">{title}</h3>
        {values.length > 0 && (
          <>
            <span aria-hidden className="text-right text-small text-neutral-10">
              documents
            </span>
            <span aria-hidden className="text-right text-small text-neutral-10">
              tokens
            </span>
          </>
        )}
      </div>
      {values.length === 0 && <p className="text-small text-neutral-10">Nothing yet.</p>}
      <ul>
        {values.slice(0, shown).map(({ value, count, tokens }) => (
          <li key={value} className={classNames(lineClass, 'h-5 text-small')}>
            <span className="relative min-w-0" title={value || none}>
              <span
                aria-hidden
                className="absolute inset-y-0.5 left-0 rounded-small bg-accent-soft"
                style={{ width: `${x(count)}%` }}
              />
              <span className="relative block truncate px-1">{value || none}</span>
            </span>
            <span className="text-right tabular-nums">
              {formatCount(count)}
              <span className="sr-only"> {count === 1 ? 'document' : 'documents'}</span>
            </span>
            <span className="text-right text-neutral-10 tabular-nums" title={formatUnit(tokens, 'token')}>
              {formatCompact(tokens)}
              <span className="sr-only"> tokens</span>
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="px-1 text-small text-neutral-10">and {formatCount(rest)} more</p>}
    </section>
  )
}
