/** Answers with the 1-based line of a UTF-16 offset. A line ends at `\n`, as in git and tree-sitter. */
export type LineAt = (offset: number) => number

export function lineIndex(text: string): LineAt {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The same for offsets that never fall: nothing is read beyond the last that is asked for. */
export function risingLineIndex(text: string): LineAt {
  let line = 1
  let next = text.indexOf('\n')
  return (offset) => {
    while (next !== -1 && next < offset) {
      line++
      next = text.indexOf('\n', next + 1)
    }
    return line
  }
}
