import { shorten, widthOfText } from './labels'
import type { Scene, SceneNode } from './scene'

export const labelHeight = 14

type Label = readonly [x: number, y: number, width: number, height: number]

/** Keeps labels from lying over each other. */
export class LabelSpace {
  /** By how many heights of the first one down; a label is in each row that it touches. */
  readonly #rows = new Map<number, Label[]>()
  #rowHeight = 0

  take(x: number, y: number, width: number, height: number): boolean {
    this.#rowHeight ||= Math.max(1, height)
    const [first, last] = [Math.floor(y / this.#rowHeight), Math.floor((y + height) / this.#rowHeight)]
    for (let row = first; row <= last; row++)
      for (const [left, top, across, down] of this.#rows.get(row) ?? [])
        if (x <= left + across && x + width >= left && y <= top + down && y + height >= top) return false
    for (let row = first; row <= last; row++) {
      const labels = this.#rows.get(row)
      if (labels) labels.push([x, y, width, height])
      else this.#rows.set(row, [[x, y, width, height]])
    }
    return true
  }
}

const leastRadius = 10
const longestName = 18

/** The name of a disc, in a drawing that is shown at any scale. */
export const discName = ({ label }: SceneNode) => shorten(label, longestName)

/** By index: what of a drawing of discs has its name drawn, open folders before discs, and the largest first. */
export function namedAmongDiscs({ nodes, frames }: Scene): Set<number> {
  const taken = new LabelSpace()
  const heads = frames
    .toSorted((a, b) => b.width - a.width)
    .filter((frame) => {
      const width = widthOfText(shorten(frame.label))
      return taken.take(frame.x + (frame.width - width) / 2, frame.y + 13 - labelHeight / 2, width, labelHeight)
    })
  const large = nodes.filter(({ width }) => width / 2 >= leastRadius).sort((a, b) => b.width - a.width)
  const named = large.filter((node) => {
    const width = widthOfText(discName(node))
    return taken.take(node.x + (node.width - width) / 2, node.y + node.width + 2, width, labelHeight)
  })
  return new Set([...heads, ...named].map(({ index }) => index))
}
