import { findComponents } from '@/lib/structure/cycles'
import { feedbackOrder } from '@/lib/structure/feedback-order'
import { type Arrows, type Neighbours, neighboursOf, reversed } from '@/lib/structure/neighbours'

/** What is laid out: boxes with their sizes in pixels, and arrows between them by index. */
export type LayoutInput = {
  widths: ArrayLike<number>
  heights: ArrayLike<number>
  arrows: Arrows
  /** By arrow; where there are cycles the lightest point backwards. */
  weights?: ArrayLike<number>
  /** By box: whether it has arrows to somewhere else, which keep it from standing among those without any. */
  isTied?: ArrayLike<number>
}

/** The left upper corner of every box, by index, and the size of the whole drawing. */
export type Layout = { x: Float64Array; y: Float64Array; width: number; height: number }

const rowGap = 8
/** Up to so many boxes there is room for wider rows, in which arrows can be told apart. */
const roomyCount = 40
const roomyGap = 14
const columnGap = 60
const tightGap = 20
const blockGap = 24
const sweeps = 8
const straightenings = 4
/** To find the layers of a large graph takes about as long as so many sweeps. */
const layering = 16
const allParts = layering + sweeps + straightenings
/** Wider than high, as screens are. */
const aspect = 1.7

/**
 * A layered drawing from left to right: whoever uses something stands left of it. Cycles are cut
 * where it costs least, layers are longest ways, and the order inside a layer comes from barycentre sweeps (K. Sugiyama, S. Tagawa, M. Toda, "Methods
 * for visual understanding of hierarchical system structures", IEEE Trans. SMC 11(2), 1981). Layers and the order in
 * them depend on the arrows alone: a box that grows moves others aside and past none. Boxes without any arrow stand in
 * a block below. Deterministic; O(sweeps · (n log n + m)). Yields after every sweep, with how much is done.
 */
export function* layeredLayout({
  widths,
  heights,
  arrows,
  weights,
  isTied = [],
}: LayoutInput): Generator<number, Layout> {
  const size = widths.length
  const uses = neighboursOf(size, arrows)
  const usedBy = reversed(uses)
  const layer = layersFor(size, uses, arrows, weights)
  const layers: number[][] = Array.from({ length: 2 * size }, () => [])
  const alone: number[] = []
  for (let node = 0; node < size; node++) {
    if (!isTied[node] && uses[node]?.length === 0 && usedBy[node]?.length === 0) alone.push(node)
    else layers[layer[node] ?? 0]?.push(node)
  }
  const filled = layers.filter((nodes) => nodes.length > 0)
  yield layering / allParts
  for (const sweep of orderLayers(filled, uses, usedBy)) yield (layering + sweep) / allParts
  const layout: Layout = { x: new Float64Array(size), y: new Float64Array(size), width: 0, height: 0 }
  for (const sweep of placeLayers(layout, filled, { widths, heights, uses, usedBy }))
    yield (layering + sweeps + sweep) / allParts
  placeAlone(layout, alone, widths, heights)
  return layout
}

/**
 * The layer of each node: longest ways, and within a cycle as many layers as make it about square, along the order in
 * which few arrows point backwards.
 */
function layersFor(size: number, uses: Neighbours, arrows: Arrows, weights?: ArrayLike<number>): Int32Array {
  const place = new Int32Array(size)
  for (const [at, node] of feedbackOrder(size, arrows, weights).entries()) place[node] = at
  const components = findComponents(uses)
  const home = new Int32Array(size)
  for (const [component, nodes] of components.entries()) for (const node of nodes) home[node] = component
  const depth = new Int32Array(components.length)
  const layer = new Int32Array(size)
  // Components come before those that use them, so the reverse visits every user before what it uses.
  for (let component = components.length - 1; component >= 0; component--) {
    const nodes = (components[component] ?? []).sort((a, b) => (place[a] ?? 0) - (place[b] ?? 0))
    const columns = Math.ceil(Math.sqrt(nodes.length))
    for (const [at, node] of nodes.entries()) {
      layer[node] = (depth[component] ?? 0) + Math.floor((at * columns) / nodes.length)
      for (const used of uses[node] ?? []) {
        const target = home[used] ?? 0
        if (target !== component) depth[target] = Math.max(depth[target] ?? 0, (depth[component] ?? 0) + columns)
      }
    }
  }
  return layer
}

/** Sorts every layer by the mean place of its neighbours, alternating direction; ties keep their order. Counts its sweeps. */
function* orderLayers(layers: number[][], uses: Neighbours, usedBy: Neighbours): Generator<number, void> {
  const place = new Float64Array(uses.length)
  const settle = (nodes: number[]) => {
    for (const [index, node] of nodes.entries()) place[node] = index - (nodes.length - 1) / 2
  }
  for (const nodes of layers) settle(nodes)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isForward = sweep % 2 === 0
    const neighbours = isForward ? usedBy : uses
    for (let step = 0; step < layers.length; step++) {
      const nodes = layers[isForward ? step : layers.length - 1 - step] ?? []
      const weight = new Map(nodes.map((node) => [node, mean(neighbours[node], (other) => place[other], place[node])]))
      nodes.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0))
      settle(nodes)
    }
    yield sweep + 1
  }
}

function mean(nodes: Int32Array | undefined, at: (node: number) => number | undefined, otherwise = 0): number {
  if (!nodes || nodes.length === 0) return otherwise
  let sum = 0
  for (const node of nodes) sum += at(node) ?? 0
  return sum / nodes.length
}

type Boxes = Pick<LayoutInput, 'widths' | 'heights'> & { uses: Neighbours; usedBy: Neighbours }

/** Columns of the layers; a layer too tall for a readable picture gets several. Counts the sweeps that straighten. */
function* placeLayers(layout: Layout, layers: number[][], boxes: Boxes): Generator<number, void> {
  const { widths, heights } = boxes
  const all = layers.flat()
  const gap = all.length <= roomyCount ? roomyGap : rowGap
  const heightOf = (node: number) => (heights[node] ?? 0) + gap
  const area = all.reduce((sum, node) => sum + ((widths[node] ?? 0) + tightGap) * heightOf(node), 0)
  const tallest = all.reduce((most, node) => Math.max(most, heightOf(node)), 0)
  const limit = Math.max(tallest, 320, Math.sqrt(area / aspect) * 1.25)
  const columns = layers.map((nodes) => columnsOf(nodes, heightOf, limit))
  const totals = columns.flat().map((nodes) => nodes.reduce((sum, node) => sum + heightOf(node), 0))
  layout.height = Math.max(0, ...totals) - (totals.length > 0 ? gap : 0)
  let x = 0
  for (const layer of columns) {
    for (const nodes of layer) {
      let y = (layout.height + gap - nodes.reduce((sum, node) => sum + heightOf(node), 0)) / 2
      for (const node of nodes) {
        layout.x[node] = x
        layout.y[node] = y
        y += heightOf(node)
      }
      x += Math.max(...nodes.map((node) => widths[node] ?? 0)) + (nodes === layer.at(-1) ? columnGap : tightGap)
    }
  }
  layout.width = Math.max(0, x - columnGap)
  const single = columns.flatMap((layer) => (layer.length === 1 ? layer : []))
  for (let sweep = 0; sweep < straightenings; sweep++) {
    straighten(layout, single, heightOf, boxes)
    yield sweep + 1
  }
}

/** Parts of a layer, in its order, none higher than the limit and all about as high. */
function columnsOf(nodes: number[], heightOf: (node: number) => number, limit: number): number[][] {
  const total = nodes.reduce((sum, node) => sum + heightOf(node), 0)
  const wanted = total / Math.max(1, Math.ceil(total / limit))
  const columns: number[][] = [[]]
  let height = 0
  for (const node of nodes) {
    const isFull = height > 0 && height + heightOf(node) / 2 > wanted
    if (isFull) columns.push([])
    height = (isFull ? 0 : height) + heightOf(node)
    columns.at(-1)?.push(node)
  }
  return columns
}

/** Moves boxes towards their neighbours where there is room, so that arrows run level. */
function straighten(
  layout: Layout,
  columns: number[][],
  heightOf: (node: number) => number,
  { heights, uses, usedBy }: Boxes,
): void {
  const middle = (node: number) => (layout.y[node] ?? 0) + (heights[node] ?? 0) / 2
  const gap = (node: number) => heightOf(node) - (heights[node] ?? 0)
  for (const nodes of columns) {
    const wanted = nodes.map((node) => {
      const level = [uses[node], usedBy[node]].filter((each) => each && each.length > 0)
      const middles = level.map((each) => mean(each, middle))
      const at = middles.length > 0 ? middles.reduce((sum, each) => sum + each, 0) / middles.length : middle(node)
      return at - (heights[node] ?? 0) / 2
    })
    let below = nodes.reduce((sum, node) => sum + heightOf(node), 0)
    let free = 0
    for (const [index, node] of nodes.entries()) {
      const room = layout.height + gap(node) - below
      layout.y[node] = Math.max(free, Math.min(room, wanted[index] ?? 0))
      free = (layout.y[node] ?? 0) + heightOf(node)
      below -= heightOf(node)
    }
  }
}

/** Rows below the layers, in order, each as high as its highest box. */
function placeAlone(layout: Layout, alone: number[], widths: ArrayLike<number>, heights: ArrayLike<number>): void {
  if (alone.length === 0) return
  const area = alone.reduce((sum, node) => sum + (widths[node] ?? 0) * ((heights[node] ?? 0) + rowGap), 0)
  const right = Math.max(layout.width, Math.sqrt(area) * aspect)
  let x = 0
  let y = layout.height > 0 ? layout.height + blockGap : 0
  let row = 0
  for (const node of alone) {
    const width = widths[node] ?? 0
    if (x > 0 && x + width > right) {
      x = 0
      y += row + rowGap
      row = 0
    }
    layout.x[node] = x
    layout.y[node] = y
    row = Math.max(row, heights[node] ?? 0)
    x += width + rowGap
    layout.width = Math.max(layout.width, x - rowGap)
  }
  layout.height = y + row
}
