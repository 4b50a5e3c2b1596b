import { shorten, widthOfText } from './labels'
import type { Scene, SceneNode } from './scene'

export const labelHeight = 14

/** Keeps labels from lying over each other. */
export class LabelSpace {
  readonly #taken: [x: number, y: number, width: number, height: number][] = []

  take(x: number, y: number, width: number, height: number): boolean {
    const isFree = this.#taken.every(
      ([left, top, across, down]) => x > left + across || x + width < left || y > top + down || y + height < top,
    )
    if (isFree) this.#taken.push([x, y, width, height])
    return isFree
  }
}

const leastRadius = 10
const longestName = 18

/** The name of a disc, in a drawing that is shown at any scale. */
export const discName = ({ label }: SceneNode) => shorten(label, longestName)

/** By index: the discs whose names are drawn under them, the largest first where there is room for one only. */
export function namedDiscs({ nodes }: Scene): Set<number> {
  const taken = new LabelSpace()
  const large = nodes.filter(({ width }) => width / 2 >= leastRadius).sort((a, b) => b.width - a.width)
  const named = large.filter((node) => {
    const width = widthOfText(discName(node))
    return taken.take(node.x + (node.width - width) / 2, node.y + node.width + 2, width, labelHeight)
  })
  return new Set(named.map(({ index }) => index))
}
