import { type Layout, layeredLayout } from './layered-layout'

/**
 * Boxes and the frames around them in one numbering, boxes first. `parent` gives the frame that each is in, or -1; a
 * frame comes before what is in it. Arrows run between two that share a frame.
 */
export type NestedInput = {
  /** How many are boxes. */
  boxes: number
  /** Of boxes; of frames the least, which grow around what they hold. */
  widths: Float64Array
  heights: Float64Array
  parent: Int32Array
  from: Int32Array
  to: Int32Array
  /** By arrow: how many uses it stands for. */
  count: Int32Array
  /** By box or frame: whether arrows are drawn from it out of its frame. */
  isTied: Uint8Array
}

/** Where everything is, frames too: left upper corners and sizes, and the size of the whole drawing. */
export type Places = Layout & { widths: Float64Array; heights: Float64Array }

export const framePadding = 12
export const frameHeader = 26

/**
 * Every frame is laid out for itself, the innermost first, and stands as one box among its neighbours. Yields after each
 * sweep of each, with how much is done: the share of the boxes and arrows that are behind it.
 */
export function* nestedLayout(input: NestedInput): Generator<number, Places> {
  const { boxes, widths, heights, parent, from, to, count: counts, isTied } = input
  const count = parent.length
  const places: Places = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    widths: widths.slice(),
    heights: heights.slice(),
    width: 0,
    height: 0,
  }
  const members = Map.groupBy(parent.keys(), (at) => parent[at] ?? -1)
  const arrows = Map.groupBy(from.keys(), (arrow) => parent[from[arrow] ?? -1] ?? -1)
  const total = count + from.length
  let behind = 0
  function* layOut(frame: number): Generator<number, { width: number; height: number }> {
    const inside = members.get(frame) ?? []
    const indexOf = new Map(inside.map((at, index) => [at, index]))
    const own = arrows.get(frame) ?? []
    const amount = inside.length + own.length
    const steps = layeredLayout({
      widths: inside.map((at) => places.widths[at] ?? 0),
      heights: inside.map((at) => places.heights[at] ?? 0),
      weights: own.map((arrow) => counts[arrow] ?? 1),
      isTied: inside.map((at) => isTied[at] ?? 0),
      arrows: {
        from: own.map((arrow) => indexOf.get(from[arrow] ?? -1) ?? -1),
        to: own.map((arrow) => indexOf.get(to[arrow] ?? -1) ?? -1),
      },
    })
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield (behind + step.value * amount) / total
    behind += amount
    const { x, y, width, height } = step.value
    for (const [index, at] of inside.entries()) {
      places.x[at] = x[index] ?? 0
      places.y[at] = y[index] ?? 0
    }
    return { width, height }
  }
  for (let frame = count - 1; frame >= boxes; frame--) {
    const { width, height } = yield* layOut(frame)
    places.widths[frame] = Math.max(places.widths[frame] ?? 0, width + 2 * framePadding)
    places.heights[frame] = height + frameHeader + framePadding
  }
  Object.assign(places, yield* layOut(-1))
  moveIntoFrames(places, parent, boxes)
  return places
}

/** Places were relative to the frames; these come before what is in them, all after the boxes. */
function moveIntoFrames({ x, y }: Places, parent: Int32Array, boxes: number): void {
  const move = (at: number) => {
    const frame = parent[at] ?? -1
    if (frame < 0) return
    x[at] = (x[at] ?? 0) + (x[frame] ?? 0) + framePadding
    y[at] = (y[at] ?? 0) + (y[frame] ?? 0) + frameHeader
  }
  for (let frame = boxes; frame < parent.length; frame++) move(frame)
  for (let box = 0; box < boxes; box++) move(box)
}
