import { FlaskConical } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { formatFixed, formatPercent } from '@/components/ui/number-format'
import { Tooltip } from '@/components/ui/tooltip'
import type { SearchSummary } from '@/lib/trajectory/view'
import { relativeChange } from './gain'

export const embeddedNote =
  'Measured by the embedded scorer, a small byte model without a network: good for trying, not for judging data.'

/** Stands wherever numbers of the embedded scorer stand. */
export function EmbeddedNote({ isShort = false }: { isShort?: boolean }) {
  const icon = <FlaskConical aria-hidden />
  return (
    <Tooltip label={<span className="max-w-form">{embeddedNote}</span>}>
      <button type="button" className="inline-flex rounded-small" aria-label={embeddedNote}>
        {isShort ? (
          <FlaskConical aria-hidden className="size-3.5 text-neutral-10" />
        ) : (
          <Badge icon={icon}>embedded</Badge>
        )}
      </button>
    </Tooltip>
  )
}

/** How much a search lowered the negative log-likelihood of the code; `−11.8% nll`. */
export function SearchGain({ search, hasUnit = false }: { search: SearchSummary; hasUnit?: boolean }) {
  const change = relativeChange(search)
  const bitsPerByte = (nats: number) => formatFixed(nats / Math.LN2 / Math.max(1, search.targetBytes), 3)
  const sums = [
    `without thoughts ${formatFixed(search.baselineNats, 0)} nats (${bitsPerByte(search.baselineNats)} bits/byte)`,
    `before ${formatFixed(search.beforeNats, 0)} (${bitsPerByte(search.beforeNats)})`,
    `after ${formatFixed(search.afterNats, 0)} (${bitsPerByte(search.afterNats)})`,
    `${search.accepted} of ${search.candidates} candidates accepted`,
  ].join(' · ')
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span title={sums} className="font-medium tabular-nums">
        {change === undefined ? '–' : formatPercent(change)}
        {hasUnit && <span className="font-normal text-neutral-10"> nll</span>}
      </span>
      {search.isEmbedded && <EmbeddedNote isShort={!hasUnit} />}
    </span>
  )
}
