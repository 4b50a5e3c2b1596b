import type { Columns, Row } from '@/lib/dataset/formats/format'
import { encodeRowGroup, type RowGroup } from './row-group'

/** The rows of a block: lines of JSON, or rows as they are. */
export type TableRequest = { columns: Columns; lines: Uint8Array; rows: Row[] }

/** Undefined when a text holds half a character: JSON escapes it, and UTF-8, which Parquet holds, has no place for it. */
export type TableAnswer = { bytes: Uint8Array; group: RowGroup } | undefined

const newline = 10

/** The work of one thread: rows into a row group. */
export default function encodeInThread({ columns, lines, rows }: TableRequest): TableAnswer {
  const parsed = parseLines(Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength))
  return parsed && encodeRowGroup(columns, [...parsed, ...rows])
}

/** Line by line: to decode megabytes at once takes twenty times as long. */
function parseLines(bytes: Buffer): Row[] | undefined {
  const parsed: Row[] = []
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(newline, start)
    if (end < 0) end = bytes.length
    if (end === start) continue
    const line = bytes.toString('utf8', start, end)
    const row: Row = JSON.parse(line)
    if (line.includes('\\ud') && !isWhole(row)) return undefined
    parsed.push(row)
  }
  return parsed
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return typeof value !== 'object' || value === null || Object.values(value).every(isWhole)
}
