const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** `12,345` */
export function formatCount(value: number): string {
  return whole.format(value)
}

/** `12.3K`, for charts and narrow columns; give the whole number on hover. */
export function formatCompact(value: number): string {
  return compact.format(value)
}

/** `1 file`, `2,000 files`: `unit` in the singular, or both forms. */
export function formatUnit(value: number, unit: string, units = `${unit}s`): string {
  return `${formatCount(value)} ${value === 1 ? unit : units}`
}

/** `38.2`, always with that many digits, with a real minus sign. */
export function formatFixed(value: number, digits = 1): string {
  return value
    .toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', '−')
}

/** `+38.2`, `−1.0`, `0.0`. */
export function formatSigned(value: number, digits = 1): string {
  const rounded = Number(value.toFixed(digits))
  // What rounds to nothing has no sign.
  const text = formatFixed(rounded === 0 ? 0 : value, digits)
  return rounded > 0 ? `+${text}` : text
}

/** `1.2%` from 0.012. */
export function formatPercent(ratio: number, digits = 1): string {
  return `${formatFixed(ratio * 100, digits)}%`
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** `1.4 MiB` */
export function formatBytes(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), byteUnits.length - 1)
  return `${step === 0 ? formatCount(bytes) : formatFixed(bytes / 1024 ** step, 1)} ${byteUnits[step]}`
}

/** `340 ms`, `12 s`, `3 min 20 s`, `2 h 5 min` */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
