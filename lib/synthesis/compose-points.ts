import type { Point } from './recipe'

/**
 * Leaves out the points of least weight, the later ones first, until the rest fits. The first point stays; an item goes
 * with the item that it stands under, and the line that opens a list with its last item.
 */
export function keepWithin(points: Point[], room: number): Point[] {
  const order = points.map((_, index) => index).sort((a, b) => weightAt(points, b) - weightAt(points, a) || a - b)
  const kept = new Set<number>()
  let used = 0
  for (const index of order) {
    const length = (points[index]?.text.length ?? 0) + 1
    const parent = parentOf(points, index)
    if (kept.size > 0 && (used + length > room || (parent !== undefined && !kept.has(parent)))) continue
    kept.add(index)
    used += length
  }
  const fitting = points.filter((_, index) => kept.has(index))
  return fitting.filter(({ text }, index) => !text.endsWith(':') || isItem(fitting[index + 1]?.text))
}

export function isItem(text: string | undefined): boolean {
  return text !== undefined && /^\s*- /.test(text)
}

function parentOf(points: Point[], index: number): number | undefined {
  if (!points[index]?.text.startsWith('  - ')) return undefined
  return points.findLastIndex(({ text }, place) => place < index && text.startsWith('- '))
}

function weightAt(points: Point[], index: number): number {
  return index === 0 ? Number.POSITIVE_INFINITY : (points[index]?.weight ?? 0)
}

/** Sentences run on in paragraphs; list items stand on lines of their own, under the line that opens them. */
export function renderPoints(points: Point[]): string {
  const items = points.map(({ text }) => text).filter((text) => text !== '')
  let rendered = ''
  items.forEach((text, index) => {
    const before = items[index - 1]
    if (before === undefined) rendered += text
    else if (isItem(text)) rendered += (isItem(before) || before.endsWith(':') ? '\n' : '\n\n') + text
    else if (isItem(before) || isItem(items[index + 1])) rendered += `\n\n${text}`
    else rendered += ` ${text}`
  })
  return rendered
}
