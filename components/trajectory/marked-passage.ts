/**
 * What is selected on the page of the text of one step, word for word as its source has it: drawn text says in
 * `data-offset` where it begins there. Undefined when nothing of such a text is. What reaches beyond the text is cut.
 */
export function markedPassage(sourceOf: (stepId: string) => string | undefined): string | undefined {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const begin = range.startContainer
  const element = begin instanceof Element ? begin : begin.parentElement
  const root = element?.closest<HTMLElement>('[data-step-id]')
  const source = root?.dataset.stepId && sourceOf(root.dataset.stepId)
  if (!root || !source) return undefined
  const leaves = [...root.querySelectorAll<HTMLElement>('[data-offset]')].filter((leaf) => range.intersectsNode(leaf))
  const [first] = leaves
  const last = leaves.at(-1)
  if (!first || !last) return undefined
  const text = source.slice(
    placeIn(first, range.startContainer, range.startOffset) ?? Number(first.dataset.offset),
    placeIn(last, range.endContainer, range.endOffset) ?? Number(last.dataset.offset) + lengthOf(last),
  )
  return text.trim() ? text : undefined
}

/** Where a border of the selection lies in the source, when it is inside this text and that is drawn as it is written. */
function placeIn(leaf: HTMLElement, container: Node, offset: number): number | undefined {
  const isInside = container.nodeType === Node.TEXT_NODE && leaf.contains(container)
  return isInside && leaf.dataset.length === undefined ? Number(leaf.dataset.offset) + offset : undefined
}

function lengthOf({ dataset, textContent }: HTMLElement): number {
  return Number(dataset.length ?? textContent.length)
}
