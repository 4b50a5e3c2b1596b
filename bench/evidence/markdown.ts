import type { Estimate } from './statistics'

/** Cells in the order of the first row's keys, which head the columns. */
export function table(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const body = rows.map((row) => line(columns.map((column) => row[column] ?? '')))
  return [line(columns), line(columns.map((_, index) => (index === 0 ? '---' : '---:'))), ...body].join('\n')
}

export function percent(part: number, digits = 0): string {
  return Number.isFinite(part) ? `${decimal(part * 100, digits)}%` : '–'
}

/** A share with the interval that the sample allows. */
export function interval({ value, low, high }: Estimate, digits = 0): string {
  return `${percent(value, digits)} (${decimal(low * 100, digits)} to ${decimal(high * 100, digits)})`
}

export function nats(value: number, digits = 0): string {
  const text = Math.abs(value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** With a true minus sign, and no minus zero. */
export function decimal(value: number, digits: number): string {
  const text = value.toFixed(digits)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}
