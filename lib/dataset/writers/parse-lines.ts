import type { Columns, Row } from '@/lib/dataset/formats/format'

const newline = 0x0a
const quote = 0x22
const comma = 0x2c
const backslash = 0x5c
const opening = 0x7b
const closing = 0x7d

/**
 * Rows from lines of JSON. Texts that a row begins with, in the order of the columns, become UTF-8 in the memory of the lines,
 * which is written over: as strings they would be decoded and encoded again, which is most of the work of a table. Undefined
 * when a text holds half a character: JSON escapes it, and UTF-8 has no place for it.
 */
export function parseLines(bytes: Buffer, columns: Columns): Row[] | undefined {
  const leading = leadingTexts(columns)
  const lines = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) }
  const rows: Row[] = []
  // Line by line: to decode megabytes at once takes twenty times as long.
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(newline, start)
    if (end < 0) end = bytes.length
    if (end === start) continue
    const row = parseLine(lines, start, end, leading)
    if (!row) return undefined
    rows.push(row)
  }
  return rows
}

type Lines = { bytes: Buffer; view: DataView }
type Leading = { name: string; key: Buffer }

function leadingTexts(columns: Columns): Leading[] {
  const entries = Object.entries(columns)
  const texts = entries.findIndex(([, shape]) => shape !== 'string')
  return entries
    .slice(0, texts < 0 ? entries.length : texts)
    .map(([name]) => ({ name, key: Buffer.from(`${JSON.stringify(name)}:"`) }))
}

function parseLine({ bytes, view }: Lines, start: number, end: number, leading: readonly Leading[]): Row | undefined {
  const row: Row = {}
  let at = start
  for (const { name, key } of leading) {
    const from = at + 1 + key.length
    if (!bytes.subarray(at + 1, from).equals(key)) break
    const text = decodeInPlace(bytes, view, from)
    if (!text) return undefined
    row[name] = bytes.subarray(from, text.end)
    at = text.next
    if (bytes[at] === closing) return row
    if (bytes[at] !== comma) throw new Error('A line is no JSON.')
  }
  // What is left is an object, too.
  bytes[at] = opening
  const line = bytes.toString('utf8', at, end)
  const rest: Row = JSON.parse(line)
  return line.includes('\\ud') && !isWhole(rest) ? undefined : Object.assign(row, rest)
}

/**
 * Puts the text of a JSON string in the place of what is written, which is never shorter: from `start`, after its opening quote,
 * to `end`. The string goes on to `next`, after its closing quote. Undefined when it holds half a character.
 */
function decodeInPlace(bytes: Buffer, view: DataView, start: number): { end: number; next: number } | undefined {
  const { length } = bytes
  let at = start
  let end = start
  while (at < length) {
    for (; at + 4 <= length; at += 4, end += 4) {
      const four = view.getInt32(at, true)
      if (holdsMark(four)) break
      view.setInt32(end, four, true)
    }
    let byte = bytes[at] ?? quote
    for (; byte !== quote && byte !== backslash && at < length; byte = bytes[++at] ?? quote) bytes[end++] = byte
    if (at >= length) break
    if (byte === quote) return { end, next: at + 1 }
    const escaped = escapes[bytes[at + 1] ?? 0] ?? 0
    if (escaped > 0) {
      bytes[end++] = escaped
      at += 2
      continue
    }
    const unit = unitAt(bytes, at)
    if (Number.isNaN(unit)) throw new Error('A text holds an escape that JSON does not know.')
    const low = isHigh(unit) ? unitAt(bytes, at + 6) : 0
    if (isHigh(unit) ? !isLow(low) : isLow(unit)) return undefined
    const code = isHigh(unit) ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : unit
    at += isHigh(unit) ? 12 : 6
    end += bytes.write(String.fromCodePoint(code), end)
  }
  throw new Error('A line ends in a text.')
}

/** Whether one of four bytes is a quote or a backslash (Hacker's Delight, 6-1: a zero byte of what is left). */
function holdsMark(four: number): boolean {
  const quotes = four ^ 0x22222222
  const backslashes = four ^ 0x5c5c5c5c
  return ((((quotes - 0x01010101) & ~quotes) | ((backslashes - 0x01010101) & ~backslashes)) & 0x80808080) !== 0
}

/** By the byte after a backslash: the byte that is meant, 0 for others. */
const escapes = new Uint8Array(256)
for (const [written, meant] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'])
  escapes[written?.charCodeAt(0) ?? 0] = meant?.charCodeAt(0) ?? 0

/** The UTF-16 unit of an escape like `\u00e9`; NaN where there is none. */
function unitAt(bytes: Buffer, at: number): number {
  const escaped = bytes.toString('latin1', at, at + 6)
  return /^\\u[\da-f]{4}$/i.test(escaped) ? Number.parseInt(escaped.slice(2), 16) : Number.NaN
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return typeof value !== 'object' || value === null || Object.values(value).every(isWhole)
}
