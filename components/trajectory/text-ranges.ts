/** A part of a text, in UTF-16 units from its beginning. */
export type TextSpan = { offset: number; length: number }

type Leaf = { node: Text; offset: number; length: number; isExact: boolean }

/** The texts of an element that say where in their source they begin (`rehypeOffsets`), in their order. */
function leavesIn(root: Element): Leaf[] {
  return [...root.querySelectorAll<HTMLElement>('[data-offset]')].flatMap((span) => {
    const node = span.firstChild
    if (!(node instanceof Text)) return []
    const { offset, length } = span.dataset
    return [{ node, offset: Number(offset), length: Number(length ?? node.data.length), isExact: length === undefined }]
  })
}

/** Where parts of the source are on screen; a part that is not drawn has no range. */
export function rangesOf(root: Element, spans: readonly TextSpan[]): Range[] {
  if (spans.length === 0) return []
  const leaves = leavesIn(root)
  return spans.flatMap(({ offset, length }) => {
    const first = leaves.find((leaf) => leaf.offset + leaf.length > offset)
    const last = leaves.findLast((leaf) => leaf.offset < offset + length)
    if (!first || !last || last.offset + last.length <= offset) return []
    return [rangeBetween(first, offset - first.offset, last, offset + length - last.offset)]
  })
}

function rangeBetween(first: Leaf, start: number, last: Leaf, end: number): Range {
  const range = document.createRange()
  range.setStart(first.node, first.isExact ? Math.max(0, start) : 0)
  range.setEnd(last.node, last.isExact ? Math.min(last.node.data.length, end) : last.node.data.length)
  return range
}

/** A place in a content: a line, and the units of it that are before. */
export type LineSpan = { line: number; column: number; length: number }

/** Where places of a content are on screen, of what says with `data-line` at which line it begins. */
export function lineRangesOf(root: Element, spans: readonly LineSpan[]): Range[] {
  if (spans.length === 0) return []
  return [...root.querySelectorAll<HTMLElement>('[data-line]')].flatMap((element) => {
    const node = element.firstChild
    if (!(node instanceof Text)) return []
    const starts = [0]
    for (let at = node.data.indexOf('\n'); at !== -1; at = node.data.indexOf('\n', at + 1)) starts.push(at + 1)
    return spans.flatMap(({ line, column, length }) => {
      const start = (starts[line - Number(element.dataset.line)] ?? Number.NaN) + column
      if (!(start + length <= node.data.length)) return []
      const range = document.createRange()
      range.setStart(node, start)
      range.setEnd(node, start + length)
      return [range]
    })
  })
}

/** What is selected within one text that says its offsets; undefined when nothing is, or more than that. */
export function selectedSpan(root: Element): TextSpan | undefined {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!root.contains(range.commonAncestorContainer)) return undefined
  const inside = leavesIn(root).filter(({ node }) => range.intersectsNode(node))
  const [first, last] = [inside[0], inside.at(-1)]
  if (!first || !last) return undefined
  const start = range.startContainer === first.node && first.isExact ? range.startOffset : 0
  const end = range.endContainer === last.node && last.isExact ? range.endOffset : last.length
  const offset = first.offset + start
  return last.offset + end > offset ? { offset, length: last.offset + end - offset } : undefined
}
