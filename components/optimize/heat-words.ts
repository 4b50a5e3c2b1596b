import { formatFixed, formatPercent, formatSigned } from '@/components/ui/number-format'
import { headLines } from '@/lib/optimize/optimization'
import { bits, type HeatToken, type sumHeat } from './heat-steps'

const longestToken = 32

/** `1,204.2 to 1,166.0 nats (+38.2)`: gains are positive. */
export function totalWords({ total: { before, after } }: ReturnType<typeof sumHeat>): string {
  return `${formatFixed(before)} to ${formatFixed(after)} nats (gain ${formatSigned(before - after)})`
}

export function bitsWords({ total: { before, after }, bytes }: ReturnType<typeof sumHeat>): string {
  const perByte = (nats: number) => formatFixed(bits(nats) / Math.max(1, bytes), 3)
  return `${perByte(before)} to ${perByte(after)} bits/byte`
}

/** Where the gain falls: the share is told when first lines and rest both gained. */
export function headWords({ total, head }: ReturnType<typeof sumHeat>): string {
  const gain = total.before - total.after
  const headGain = head.before - head.after
  const restGain = gain - headGain
  const share = headGain >= 0 && restGain >= 0 && gain >= 0.05 ? ` (${formatPercent(headGain / gain, 0)})` : ''
  return `first ${headLines} lines ${formatSigned(headGain)}${share} · the rest ${formatSigned(restGain)}`
}

/** White space is made visible, and a long token is cut. */
export function tokenName({ text }: HeatToken): string {
  const visible = text.replaceAll('\n', '↵').replaceAll('\r', '').replaceAll('\t', '⇥').replaceAll(' ', '␣')
  return visible.length > longestToken ? `${visible.slice(0, longestToken)}…` : visible
}

/** What a token costs in each case, as rows of name, nats and bits. */
export function tokenRows({ baseline, before, after }: HeatToken): [string, string, string][] {
  const row = (name: string, nats: number, format = formatFixed): [string, string, string] => [
    name,
    format(nats, 2),
    format(bits(nats), 2),
  ]
  return [
    row('Without a thought', baseline),
    row('Before', before),
    row('After', after),
    row('Gain', before - after, formatSigned),
  ]
}

/** The same as a table in Markdown. */
export function tokenMessage(token: HeatToken): string {
  // The editor's tables have no gaps of their own.
  const rows = tokenRows(token).map((row) => `| ${row.join(' | &emsp;')} |`)
  return ['| | nats | bits |', '|:--|--:|--:|', ...rows].join('\n')
}
