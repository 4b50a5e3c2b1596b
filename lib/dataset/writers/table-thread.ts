import type { Columns, Row } from '@/lib/dataset/formats/format'
import { encodeRowGroup, type RowGroup } from './row-group'

/** The rows of a block: lines of JSON, or rows as they are. */
export type TableRequest = { columns: Columns; lines: Uint8Array; rows: Row[] }

/** Undefined when a text holds half a character: JSON escapes it, and UTF-8, which Parquet holds, has no place for it. */
export type TableAnswer = { bytes: Uint8Array; group: RowGroup } | undefined

/** The work of one thread: rows into a row group. */
export default function encodeInThread({ columns, lines, rows }: TableRequest): TableAnswer {
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString('utf8')
  const parsed = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))
  if (/\\ud[89a-f]/.test(text) && !parsed.every(isWhole)) return undefined
  return encodeRowGroup(columns, [...parsed, ...rows])
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return typeof value !== 'object' || value === null || Object.values(value).every(isWhole)
}
