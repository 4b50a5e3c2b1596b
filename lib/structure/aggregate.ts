import type { Arrows } from './neighbours'

/** Arrows between boxes, each for all that run between the same two; rising by `from`, then by `to`. */
export type Summed = { from: Int32Array; to: Int32Array; count: Int32Array }

/**
 * Sums arrows between nodes to arrows between the boxes that they are in. Every arrow with both ends in a box (-1: in
 * none) is counted once: in the sum between its two boxes, or inside its box, which is not listed.
 */
export function aggregate({ from, to }: Arrows, boxOf: ArrayLike<number>): Summed {
  const counts = new Map<number, number>()
  let boxes = 0
  for (let node = 0; node < boxOf.length; node++) boxes = Math.max(boxes, (boxOf[node] ?? -1) + 1)
  for (let arrow = 0; arrow < from.length; arrow++) {
    const source = boxOf[from[arrow] ?? -1] ?? -1
    const target = boxOf[to[arrow] ?? -1] ?? -1
    if (source < 0 || target < 0 || source === target) continue
    const key = source * boxes + target
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const sums = [...counts].sort(([a], [b]) => a - b)
  return {
    from: Int32Array.from(sums, ([key]) => Math.floor(key / boxes)),
    to: Int32Array.from(sums, ([key]) => key % boxes),
    count: Int32Array.from(sums, ([, count]) => count),
  }
}
