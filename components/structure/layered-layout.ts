import { findComponents } from '@/lib/structure/cycles'

/** What is laid out: boxes of one height, and arrows between them by index. */
export type LayoutInput = { widths: readonly number[]; edges: readonly (readonly [from: number, to: number])[] }

/** The left upper corner of every box, by index, and the size of the whole drawing. */
export type Layout = { x: Float64Array; y: Float64Array; layer: Int32Array; width: number; height: number }

export const boxHeight = 24
const rowGap = 8
/** Up to so many boxes there is room for wider rows, in which arrows can be told apart. */
const roomyCount = 120
const roomyGap = 22
const columnGap = 88
const blockGap = 40
const sweeps = 8

/**
 * A layered drawing from left to right: whoever uses something stands left of it. Cycles are condensed, layers are
 * longest paths, and the order inside a layer comes from barycentre sweeps (K. Sugiyama, S. Tagawa, M. Toda, "Methods
 * for visual understanding of hierarchical system structures", IEEE Trans. SMC 11(2), 1981). Boxes without any arrow
 * stand in a block below. Deterministic; O(sweeps · (n log n + m)).
 */
export function layeredLayout({ widths, edges }: LayoutInput): Layout {
  const size = widths.length
  const uses: number[][] = Array.from({ length: size }, () => [])
  const usedBy: number[][] = Array.from({ length: size }, () => [])
  for (const [from, to] of edges) {
    if (from === to) continue
    uses[from]?.push(to)
    usedBy[to]?.push(from)
  }
  const isAlone = (node: number) => uses[node]?.length === 0 && usedBy[node]?.length === 0
  const layer = layersOf(uses)
  const layers: number[][] = Array.from(layer, () => [])
  const alone: number[] = []
  for (let node = 0; node < size; node++) {
    if (isAlone(node)) alone.push(node)
    else layers[at(layer, node)]?.push(node)
  }
  const filled = layers.filter((nodes) => nodes.length > 0)
  orderLayers(filled, uses, usedBy)
  const layout: Layout = { x: new Float64Array(size), y: new Float64Array(size), layer, width: 0, height: 0 }
  placeLayers(layout, filled, widths, uses, usedBy)
  placeAlone(layout, alone, widths)
  return layout
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0
}

/** The longest way from a node that nobody uses; all nodes of a cycle share a layer. */
function layersOf(uses: readonly (readonly number[])[]): Int32Array {
  const components = findComponents(uses)
  const componentOf = new Int32Array(uses.length)
  for (const [component, nodes] of components.entries()) for (const node of nodes) componentOf[node] = component
  const depth = new Int32Array(components.length)
  // Components come before those that use them, so the reverse visits every user before what it uses.
  for (let component = components.length - 1; component >= 0; component--) {
    for (const node of components[component] ?? []) {
      for (const used of uses[node] ?? []) {
        const target = at(componentOf, used)
        if (target !== component) depth[target] = Math.max(at(depth, target), at(depth, component) + 1)
      }
    }
  }
  return Int32Array.from(componentOf, (component) => at(depth, component))
}

/** Sorts every layer by the mean place of its neighbours, alternating direction; ties keep their order. */
function orderLayers(layers: number[][], uses: number[][], usedBy: number[][]): void {
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
      const weight = new Map(nodes.map((node) => [node, mean(place, neighbours[node] ?? [], at(place, node))]))
      nodes.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0))
      settle(nodes)
    }
  }
}

function mean(values: ArrayLike<number>, indices: readonly number[], otherwise: number): number {
  if (indices.length === 0) return otherwise
  return indices.reduce((sum, index) => sum + at(values, index), 0) / indices.length
}

/** Columns of the layers; a layer too tall for a readable picture gets several. */
function placeLayers(
  layout: Layout,
  layers: number[][],
  widths: readonly number[],
  uses: number[][],
  usedBy: number[][],
): void {
  const total = layers.reduce((sum, nodes) => sum + nodes.length, 0)
  const rowsPerColumn = Math.max(14, Math.ceil(Math.sqrt(total) * 2.4))
  const tallest = Math.min(rowsPerColumn, Math.max(0, ...layers.map((nodes) => nodes.length)))
  const pitch = boxHeight + (total <= roomyCount ? roomyGap : rowGap)
  const height = tallest * pitch
  let x = 0
  for (const nodes of layers) {
    const columns = Math.ceil(nodes.length / rowsPerColumn)
    const rows = Math.ceil(nodes.length / columns)
    for (let column = 0; column < columns; column++) {
      const members = nodes.slice(column * rows, (column + 1) * rows)
      const top = (height - members.length * pitch) / 2
      for (const [row, node] of members.entries()) {
        layout.x[node] = x
        layout.y[node] = top + row * pitch
      }
      x += Math.max(...members.map((node) => at(widths, node))) + (column + 1 < columns ? rowGap * 3 : columnGap)
    }
  }
  layout.width = Math.max(0, x - columnGap)
  layout.height = height
  straighten(layout, layers, { rowsPerColumn, pitch }, uses, usedBy)
}

/** Moves boxes towards their neighbours where there is room, so that arrows run level. */
function straighten(
  layout: Layout,
  layers: number[][],
  { rowsPerColumn, pitch }: { rowsPerColumn: number; pitch: number },
  uses: number[][],
  usedBy: number[][],
): void {
  for (let sweep = 0; sweep < 4; sweep++) {
    for (const nodes of layers) {
      if (nodes.length > rowsPerColumn) continue
      const wanted = nodes.map((node) =>
        mean(layout.y, [...(uses[node] ?? []), ...(usedBy[node] ?? [])], at(layout.y, node)),
      )
      let free = 0
      for (const [index, node] of nodes.entries()) {
        const room = layout.height - (nodes.length - index) * pitch
        const y = Math.max(free, Math.min(room, wanted[index] ?? 0))
        layout.y[node] = y
        free = y + pitch
      }
    }
  }
}

function placeAlone(layout: Layout, alone: number[], widths: readonly number[]): void {
  if (alone.length === 0) return
  const right = Math.max(layout.width, Math.sqrt(alone.length) * 160)
  const top = layout.height > 0 ? layout.height + blockGap : 0
  let x = 0
  let y = top
  for (const node of alone) {
    if (x > 0 && x + at(widths, node) > right) {
      x = 0
      y += boxHeight + rowGap
    }
    layout.x[node] = x
    layout.y[node] = y
    x += at(widths, node) + rowGap * 2
    layout.width = Math.max(layout.width, x - rowGap * 2)
  }
  layout.height = y + boxHeight
}
