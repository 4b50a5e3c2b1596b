import type { Part } from '@/lib/trajectory/render'

/** What stands in a row's metadata besides the ranges; keys as data tools write them. */
export type TextMetadata = Record<string, string | number | boolean | null>

/** [start, end) in code points. */
export type Range = [start: number, end: number]

/**
 * One line of datatrove's `text` format, piece by piece: `{"text", "id", "metadata": {"no_loss_ranges": […], …}}`. The
 * ranges count Unicode code points, as Python does, and cover exactly the parts that are not trained; neighbours are
 * one range. The last part must be trained and not empty: datatrove drops the tail of a text that ends in a range.
 */
export async function* renderTextRow(
  id: string,
  metadata: TextMetadata,
  parts: Iterable<Part> | AsyncIterable<Part>,
): AsyncGenerator<string> {
  const ranges: Range[] = []
  let position = 0
  yield '{"text":"'
  for await (const part of parts) {
    const end = position + countCodePoints(part.text)
    if (!part.isTrained) appendRange(ranges, [position, end])
    position = end
    yield JSON.stringify(part.text).slice(1, -1)
  }
  if (ranges.at(-1)?.[1] === position) throw new Error(`Document ${id} ends in a part that is not trained.`)
  yield `","id":${JSON.stringify(id)},"metadata":${JSON.stringify({ no_loss_ranges: ranges, ...metadata })}}\n`
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
