/** A text that somebody has marked in a thought: what it says in the source of the thought, word for word. */
export type MarkedPassage = { stepId: string; text: string }

type Place = { stepId: string; offset: number }

/**
 * What is selected on the page, as far as it lies in the one text of a step: drawn text says in `data-offset` where it
 * begins in its source. Undefined when nothing is, or when it reaches beyond.
 */
export function markedPassage(sourceOf: (stepId: string) => string | undefined): MarkedPassage | undefined {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0)
  const from = placeOf(startContainer, startOffset)
  const to = placeOf(endContainer, endOffset)
  if (!from || !to || from.stepId !== to.stepId) return undefined
  const text = sourceOf(from.stepId)?.slice(from.offset, to.offset)
  return text?.trim() ? { stepId: from.stepId, text } : undefined
}

/** A border of a range lies in a text, or before the child of an element. */
function placeOf(container: Node, offset: number): Place | undefined {
  const isText = container.nodeType === Node.TEXT_NODE
  const element = isText ? container.parentElement : leafAt(container, offset)
  const span = element?.closest<HTMLElement>('[data-offset]')
  const stepId = span?.closest<HTMLElement>('[data-step-id]')?.dataset.stepId
  if (!span || stepId === undefined) return undefined
  const begin = Number(span.dataset.offset)
  // Where a text stands for more or less of the source than itself, all of that is meant.
  const whole = Number(span.dataset.length ?? Number.NaN)
  const inside = isText ? offset : 0
  return { stepId, offset: begin + (Number.isNaN(whole) ? inside : inside > 0 ? whole : 0) }
}

function leafAt(container: Node, offset: number): Element | null {
  const child = container.childNodes[offset] ?? container
  if (!(child instanceof Element)) return child.parentElement
  return child.matches('[data-offset]') ? child : child.querySelector('[data-offset]')
}
