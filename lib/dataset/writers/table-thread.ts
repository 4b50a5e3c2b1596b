import { getHeapStatistics } from 'node:v8'
import type { Columns, Row, Tokenized } from '@/lib/dataset/formats/format'
import { type TokenHead, toTokenRows } from '@/lib/dataset/formats/tokens'
import { parseLines } from './parse-lines'
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

const mostBufferBytes = 32 << 20

/** The work of one thread: rows into a row group. */
export default function encodeInThread({ columns, lines, rows, heads, lengths, ...tokens }: TableRequest): TableAnswer {
  if (heads.length > 0) collectBuffers()
  const parsed = parseLines(Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength), columns)
  return parsed && encodeRowGroup(columns, [...parsed, ...rows, ...toTokenRows(heads, tokens, lengths)])
}

/** A block of tokens leaves megabytes of buffers behind and hardly anything else: V8 would let 90 MB of them pile up. Lines leave enough on its heap. */
function collectBuffers(): void {
  if (getHeapStatistics().external_memory > mostBufferBytes) globalThis.gc?.()
}
