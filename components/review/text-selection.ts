export type SelectedText = {
  stepId: string
  thoughtId: string | null
  /** UTF-16, in the raw text of the thought or step. */
  start: number
  end: number
  rect: DOMRect
}

/** What is selected of a text whose leaves say where they begin (`data-offset`); undefined when it is nothing of one. */
export function readSelectedText(selection: Selection | null): SelectedText | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const container = elementOf(range.commonAncestorContainer)?.closest<HTMLElement>('[data-step-id]')
  const stepId = container?.dataset.stepId
  if (!container || !stepId) return undefined
  const places = leavesOf(container).flatMap((leaf) => placeWithin(leaf, range) ?? [])
  if (places.length === 0) return undefined
  const start = Math.min(...places.map((place) => place.start))
  const end = Math.max(...places.map((place) => place.end))
  if (end <= start) return undefined
  return { stepId, thoughtId: container.dataset.thoughtId ?? null, start, end, rect: range.getBoundingClientRect() }
}

/** The places on screen of `[start, end)` of a text: a range for each of its leaves. */
export function rangesOf(container: HTMLElement, start: number, end: number): Range[] {
  return leavesOf(container).flatMap((leaf) => {
    const { text, offset, length } = leaf
    if (offset + length <= start || offset >= end) return []
    const range = document.createRange()
    // A leaf that stands for more or less than it shows is marked as a whole.
    const isExact = length === text.length
    range.setStart(text, isExact ? Math.max(0, start - offset) : 0)
    range.setEnd(text, isExact ? Math.min(text.length, end - offset) : text.length)
    return [range]
  })
}

/** The place in its text that is drawn at a point of the page. */
export function placeAt(x: number, y: number): { container: HTMLElement; offset: number } | undefined {
  const caret = document.caretPositionFromPoint?.(x, y)
  const leaf = caret && elementOf(caret.offsetNode)?.closest<HTMLElement>('[data-offset]')
  const container = leaf?.closest<HTMLElement>('[data-step-id]')
  if (!caret || !leaf || !container) return undefined
  const isExact = leaf.dataset.length === undefined
  return { container, offset: Number(leaf.dataset.offset) + (isExact ? caret.offset : 0) }
}

type Leaf = { text: Text; offset: number; length: number }

function leavesOf(container: HTMLElement): Leaf[] {
  return [...container.querySelectorAll<HTMLElement>('[data-offset]')].flatMap((leaf) => {
    const text = leaf.firstChild
    if (!(text instanceof Text)) return []
    const length = leaf.dataset.length === undefined ? text.length : Number(leaf.dataset.length)
    return [{ text, offset: Number(leaf.dataset.offset), length }]
  })
}

function placeWithin({ text, offset, length }: Leaf, range: Range): { start: number; end: number } | undefined {
  if (!range.intersectsNode(text)) return undefined
  const from = range.startContainer === text ? range.startOffset : 0
  const to = range.endContainer === text ? range.endOffset : text.length
  if (to <= from) return undefined
  const isExact = length === text.length
  return isExact ? { start: offset + from, end: offset + to } : { start: offset, end: offset + length }
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement
}
