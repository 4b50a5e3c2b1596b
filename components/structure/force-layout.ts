import {
  forceCollide,
  forceLink,
  forceSimulation,
  forceX,
  forceY,
  packSiblings,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3'
import type { Places } from './nested-layout'

export type ForceInput = {
  /** Every file and folder, shown or not, in one numbering: the one each is in comes later, -1 for the outermost. */
  treeParent: Int32Array
  /** Radii of what holds nothing. */
  treeRadius: Float64Array
  /** What is drawn: where each node stands in the tree, and its radius. */
  item: Int32Array
  radius: Float64Array
  /** For frames as well as nodes the frame they are in, or -1; nodes first. */
  parent: Int32Array
  from: Int32Array
  to: Int32Array
}

type Disc = SimulationNodeDatum & { homeX: number; homeY: number; r: number }

const gap = 2
const folderGap = 8
/** How much one arrow moves what has no other. */
const pull = 0.04
const framePadding = 14

/**
 * Discs that are drawn together by their arrows without leaving home: a place in the packing of all files by folder (W.
 * Wang et al., "Visualization of large hierarchical data by circle packing", CHI 2006). Home depends neither on what is
 * open nor on what is filtered, so that opening a folder moves nothing else far. The same input gives the same picture;
 * yields after every tick, with how much is done, and returns the places.
 */
export function* forceLayout(input: ForceInput): Generator<number, Places> {
  const home = packTree(input.treeParent, input.treeRadius)
  const discs = Array.from(input.item, (item, index): Disc => {
    const [x, y] = [home.x[item] ?? 0, home.y[item] ?? 0]
    return { x, y, homeX: x, homeY: y, r: input.radius[index] ?? 0 }
  })
  const links = Array.from(
    input.from,
    (source, link): SimulationLinkDatum<Disc> => ({ source, target: input.to[link] ?? 0 }),
  )
  const degrees = new Float64Array(discs.length)
  for (const ends of [input.from, input.to]) for (const end of ends) degrees[end] = (degrees[end] ?? 0) + 1
  // Before the simulation has begun ends are places, after that discs, which know their place.
  const degree = (end: Disc | string | number) => degrees[typeof end === 'object' ? (end.index ?? 0) : Number(end)] ?? 0
  const simulation = forceSimulation(discs)
    .stop()
    .force(
      'link',
      forceLink<Disc, SimulationLinkDatum<Disc>>(links)
        .distance(60)
        .strength((link) => pull / Math.max(1, Math.min(degree(link.source), degree(link.target)))),
    )
    .force('x', forceX<Disc>((disc) => disc.homeX).strength(0.2))
    .force('y', forceY<Disc>((disc) => disc.homeY).strength(0.2))
    .force('collide', forceCollide<Disc>((disc) => disc.r + gap).iterations(2))
  const ticks = Math.max(20, Math.round(120 - discs.length / 25))
  for (let tick = 0; tick < ticks; tick++) {
    simulation.tick()
    yield tick / ticks
  }
  return placesOf(discs, input.parent)
}

/** The centre of every item, folders packed around their files from the inside out. */
function packTree(parent: Int32Array, radius: Float64Array): { x: Float64Array; y: Float64Array } {
  const x = new Float64Array(parent.length)
  const y = new Float64Array(parent.length)
  const size = radius.slice()
  const children = Map.groupBy(parent.keys(), (item) => parent[item] ?? -1)
  const pack = (folder: number) => {
    const inside = (children.get(folder) ?? []).map((item) => ({ item, r: (size[item] ?? 0) + gap }))
    // The largest in the middle: it is the least lopsided, and does not depend on names.
    const circles = packSiblings(inside.sort((a, b) => b.r - a.r || a.item - b.item))
    let reach = 0
    for (const circle of circles) {
      x[circle.item] = circle.x
      y[circle.item] = circle.y
      reach = Math.max(reach, Math.hypot(circle.x, circle.y) + circle.r)
    }
    return reach
  }
  for (let item = 0; item < parent.length; item++) if (children.has(item)) size[item] = pack(item) + folderGap
  pack(-1)
  for (let item = parent.length - 1; item >= 0; item--) {
    const folder = parent[item] ?? -1
    if (folder < 0) continue
    x[item] = (x[item] ?? 0) + (x[folder] ?? 0)
    y[item] = (y[item] ?? 0) + (y[folder] ?? 0)
  }
  return { x, y }
}

/** Boxes around the discs, and frames around what they hold, moved so that the drawing begins at the origin. */
function placesOf(discs: readonly Disc[], parent: Int32Array): Places {
  const count = parent.length
  const left = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const top = left.slice()
  const right = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const bottom = right.slice()
  const include = (at: number, box: [left: number, top: number, right: number, bottom: number], padding: number) => {
    left[at] = Math.min(left[at] ?? 0, box[0] - padding)
    top[at] = Math.min(top[at] ?? 0, box[1] - padding)
    right[at] = Math.max(right[at] ?? 0, box[2] + padding)
    bottom[at] = Math.max(bottom[at] ?? 0, box[3] + padding)
  }
  for (const [at, { x = 0, y = 0, r }] of discs.entries()) include(at, [x - r, y - r, x + r, y + r], 0)
  const spread = (at: number) => {
    const frame = parent[at] ?? -1
    if (frame >= 0) include(frame, [left[at] ?? 0, top[at] ?? 0, right[at] ?? 0, bottom[at] ?? 0], framePadding)
  }
  for (const at of discs.keys()) spread(at)
  for (let frame = count - 1; frame >= discs.length; frame--) spread(frame)
  const [least, highest] = [Math.min(...left), Math.min(...top)]
  return {
    x: left.map((value) => value - least),
    y: top.map((value) => value - highest),
    widths: right.map((value, at) => value - (left[at] ?? 0)),
    heights: bottom.map((value, at) => value - (top[at] ?? 0)),
    width: Math.max(...right) - least,
    height: Math.max(...bottom) - highest,
  }
}
