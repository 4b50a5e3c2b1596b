import { bisectRight } from 'd3'

/** A place as the editor counts: lines and columns from 1. */
export type Place = { line: number; column: number }

/** Where the lines of a text begin, in UTF-16 code units. */
export function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)]
}

/** Whatever the ends of the lines are: the editor may show others than the text has. */
export function placeOf(starts: readonly number[], offset: number): Place {
  const line = bisectRight(starts, offset)
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 }
}

export function offsetOf(starts: readonly number[], { line, column }: Place): number {
  return (starts[line - 1] ?? 0) + column - 1
}
