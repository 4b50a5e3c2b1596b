import type { Part } from '@/lib/trajectory/render'
import { metadataColumns, type RowFormat } from './format'

/** [start, end) in code points. */
export type Range = [start: number, end: number]

/**
 * datatrove's documents: `{"text", "id", "metadata": {"no_loss_ranges": [[start, end], …], …}}`. The ranges count Unicode
 * code points, as Python does, and cover exactly the parts that are not trained; neighbours are one range. The last part
 * must be trained and not empty: datatrove drops the tail of a text that ends in a range.
 */
export const text: RowFormat = {
  kind: 'rows',
  title: 'Text: one document per trajectory',
  readers: 'datatrove, nanotron, any reader of a text column',
  mask: { isKept: true, how: 'As ranges of code points that loss does not fall on.' },
  containers: ['jsonl', 'parquet'],
  isTokenized: false,
  needsPairs: false,
  columns: {
    text: 'string',
    id: 'string',
    metadata: { struct: { no_loss_ranges: { list: { list: 'int32' } }, ...metadataColumns } },
  },
  rows({ id, metadata, parts }) {
    const document = parts.map((part) => part.text).join('')
    return [{ text: document, id, metadata: { no_loss_ranges: rangesOf(id, parts), ...metadata } }]
  },
}

/** Where loss does not fall. Throws when the document does not end in something that is trained. */
export function rangesOf(id: string, parts: Iterable<Part>): Range[] {
  const ranges: Range[] = []
  let position = 0
  for (const part of parts) {
    const end = position + countCodePoints(part.text)
    if (!part.isTrained) appendRange(ranges, [position, end])
    position = end
  }
  if (ranges.at(-1)?.[1] === position) throw new Error(`Document ${id} ends in a part that is not trained.`)
  return ranges
}

function appendRange(ranges: Range[], [start, end]: Range): void {
  if (start === end) return
  const last = ranges.at(-1)
  if (last?.[1] === start) last[1] = end
  else ranges.push([start, end])
}

/** JavaScript counts UTF-16 units; a surrogate pair is one code point, a surrogate alone is one too. */
export function countCodePoints(text: string): number {
  let pairs = 0
  for (let index = 1; index < text.length; index += 1) {
    if (isLow(text.charCodeAt(index)) && isHigh(text.charCodeAt(index - 1))) pairs += 1
  }
  return text.length - pairs
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
