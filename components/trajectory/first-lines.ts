export type FirstLines = { text: string; lines: number; of: number }

const maxLines = 20_000
const maxLength = 2 << 20

/** As much of the beginning of a text as an editor takes without a pause, in whole lines, and how much that is. */
export function firstLines(text: string, most = maxLines, mostLength = maxLength): FirstLines {
  const of = countLines(text)
  if (of <= most && text.length <= mostLength) return { text, lines: of, of }
  let end = 0
  let lines = 0
  for (
    let next = text.indexOf('\n') + 1;
    next > 0 && lines < most && next <= mostLength;
    next = text.indexOf('\n', next) + 1
  ) {
    end = next
    lines += 1
  }
  // One line that is longer than all that fits is cut where it must be.
  return lines === 0 ? { text: text.slice(0, mostLength), lines: 0, of } : { text: text.slice(0, end), lines, of }
}

function countLines(text: string): number {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
