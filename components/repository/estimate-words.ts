import { formatMicrodollars } from '@/components/ui/money'
import { formatCompact, formatCount, formatDuration, formatUnit } from '@/components/ui/number-format'
import type { Estimate, Range } from '@/lib/synthesis/estimate'

/** `About 46 calls, 120–160K tokens, $0.40–$0.70, 2–5 min, measured on src/queue.ts.` */
export function estimateWords(estimate: Estimate): string {
  const { calls, inputTokens, outputTokens, microdollars, ms, dryRun } = estimate
  if (estimate.isFree) return 'It is free: the embedded author calls no model.'
  const tokens = { low: inputTokens.low + outputTokens.low, high: inputTokens.high + outputTokens.high }
  const parts = [
    `About ${formatUnit(calls, 'call')}`,
    `${span(tokens, formatTokens)} tokens`,
    microdollars.high === 0 ? 'no price given' : span(microdollars, formatMicrodollars),
    ms.high < 1000 ? 'less than a second' : span(ms, (value) => formatDuration(roughly(value))),
  ]
  return `${parts.join(', ')}${dryRun ? `, measured on ${dryRun.path}` : ''}.`
}

/** Both ends, or one where they read the same; a unit that both have is said once. */
function span({ low, high }: Range, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)]
  if (from === to) return from
  const unit = /[ A-Z].*$/.exec(to)?.[0] ?? ''
  const isShared = unit !== '' && from.endsWith(unit) && !/\d/.test(unit)
  return `${isShared ? from.slice(0, -unit.length) : from}–${to}`
}

function formatTokens(tokens: number): string {
  return tokens < 10_000 ? formatCount(roughly(tokens)) : formatCompact(roughly(tokens))
}

/** An estimate is not known to more than two digits. */
function roughly(value: number): number {
  return Number(value.toPrecision(2))
}
