import { getHeapStatistics } from 'node:v8'
import type { Columns, Row, Tokenized } from '@/lib/dataset/formats/format'
import { type TokenHead, toTokenRows } from '@/lib/dataset/formats/tokens'
import { encodeRowGroup, type RowGroup } from './row-group'

/** The rows of a block: lines of JSON, rows as they are, or heads of rows with so many tokens each. */
export type TableRequest = {
  columns: Columns
  lines: Uint8Array
  rows: Row[]
  heads: TokenHead[]
  lengths: number[]
} & Tokenized

/** Undefined when a text holds half a character: JSON escapes it, and UTF-8, which Parquet holds, has no place for it. */
export type TableAnswer = { bytes: Uint8Array; group: RowGroup } | undefined

const newline = 10
const mostBufferBytes = 32 << 20

/** The work of one thread: rows into a row group. */
export default function encodeInThread({ columns, lines, rows, heads, lengths, ...tokens }: TableRequest): TableAnswer {
  if (heads.length > 0) collectBuffers()
  const parsed = parseLines(Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength))
  return parsed && encodeRowGroup(columns, [...parsed, ...rows, ...toTokenRows(heads, tokens, lengths)])
}

/** A block of tokens leaves megabytes of buffers behind and hardly anything else: V8 would let 90 MB of them pile up. Lines leave enough on its heap. */
function collectBuffers(): void {
  if (getHeapStatistics().external_memory > mostBufferBytes) globalThis.gc?.()
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
