import type { VisibleEdge, VisibleGraph, VisibleNode } from './folder-view'
import { boxHeight, layeredLayout } from './layered-layout'

/** A box or an arrow with its place in the drawing, in pixels at scale 1. */
export type SceneNode = VisibleNode & { index: number; x: number; y: number; width: number; shown: string }
export type SceneEdge = VisibleEdge & { index: number; path: string }
export type Scene = {
  nodes: SceneNode[]
  edges: SceneEdge[]
  width: number
  height: number
  /** By node: the arrows that leave it and those that arrive. */
  uses: number[][]
  usedBy: number[][]
}

const characterWidth = 7.3
const sidePadding = 28
const longestLabel = 30
const bend = 44

export function sceneOf({ nodes, edges }: VisibleGraph): Scene {
  const names = tellApart(nodes)
  const shown = nodes.map(({ kind, files }, index) => {
    const name = shorten(names[index] ?? '')
    return kind === 'folder' ? `${name} ${files.length}` : name
  })
  const widths = shown.map((text) => Math.ceil(text.length * characterWidth) + sidePadding)
  const layout = layeredLayout({ widths, edges: edges.map(({ from, to }) => [from, to] as const) })
  const placed = nodes.map(
    (node, index): SceneNode => ({
      ...node,
      index,
      shown: shown[index] ?? node.label,
      x: layout.x[index] ?? 0,
      y: layout.y[index] ?? 0,
      width: widths[index] ?? 0,
    }),
  )
  const uses: number[][] = nodes.map(() => [])
  const usedBy: number[][] = nodes.map(() => [])
  const drawn = edges.flatMap((edge, index): SceneEdge[] => {
    const from = placed[edge.from]
    const to = placed[edge.to]
    if (!from || !to) return []
    uses[edge.from]?.push(index)
    usedBy[edge.to]?.push(index)
    return [{ ...edge, index, path: arrowPath(from, to) }]
  })
  const bows = drawn.some(({ from, to }) => isBow(placed[from], placed[to])) ? bend : 0
  return { nodes: placed, edges: drawn, width: layout.width + bows, height: layout.height, uses, usedBy }
}

/** Files of one name get the folder they are in before it. */
function tellApart(nodes: readonly VisibleNode[]): string[] {
  const counts = new Map<string, number>()
  for (const { label } of nodes) counts.set(label, (counts.get(label) ?? 0) + 1)
  return nodes.map(({ id, label, kind }) =>
    kind === 'file' && (counts.get(label) ?? 0) > 1 ? id.split('/').slice(-2).join('/') : label,
  )
}

function isBow(from: SceneNode | undefined, to: SceneNode | undefined): boolean {
  return from !== undefined && to !== undefined && to.x <= from.x + from.width
}

/** Long names lose their middle: the beginning says what it is about, the end what kind it is. */
function shorten(label: string): string {
  if (label.length <= longestLabel) return label
  const half = Math.floor((longestLabel - 1) / 2)
  return `${label.slice(0, half)}…${label.slice(-half)}`
}

/** To the right it is an S; backwards and inside a layer it is a bow on the right, so that it stands out. */
function arrowPath(from: SceneNode, to: SceneNode): string {
  const startX = from.x + from.width
  const startY = from.y + boxHeight / 2
  const endY = to.y + boxHeight / 2
  if (!isBow(from, to)) {
    const reach = Math.max(bend / 2, (to.x - startX) / 2)
    return `M${startX},${startY}C${startX + reach},${startY} ${to.x - reach},${endY} ${to.x},${endY}`
  }
  const endX = to.x + to.width
  const outside = Math.max(startX, endX) + bend
  return `M${startX},${startY}C${outside},${startY} ${outside},${endY} ${endX},${endY}`
}

/** The box under a point, if any. */
export function nodeAt({ nodes }: Scene, x: number, y: number): SceneNode | undefined {
  return nodes.find((node) => x >= node.x && x <= node.x + node.width && y >= node.y && y <= node.y + boxHeight)
}

export type Emphasis = { nodes: ReadonlySet<number>; edges: ReadonlySet<number> }

/** A box with all it uses and all that use it. */
export function emphasisOf(scene: Scene, index: number | undefined): Emphasis | undefined {
  if (index === undefined) return undefined
  const edges = new Set([...(scene.uses[index] ?? []), ...(scene.usedBy[index] ?? [])])
  const nodes = new Set([index])
  for (const edge of edges) {
    const { from, to } = scene.edges[edge] ?? {}
    if (from !== undefined) nodes.add(from)
    if (to !== undefined) nodes.add(to)
  }
  return { nodes, edges }
}

const directions: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The nearest box in the direction of an arrow key; the first one when there is nowhere to start. */
export function nodeTowards({ nodes }: Scene, from: SceneNode | undefined, key: string): SceneNode | undefined {
  const direction = directions[key]
  if (!direction) return undefined
  if (!from) return nodes[0]
  const [x, y] = direction
  let nearest: SceneNode | undefined
  let least = Number.POSITIVE_INFINITY
  for (const node of nodes) {
    const along = (node.x - from.x) * x + (node.y - from.y) * y
    const aside = Math.abs((node.x - from.x) * y) + Math.abs((node.y - from.y) * x)
    const distance = along + aside * 3
    if (along <= 0 || distance >= least) continue
    nearest = node
    least = distance
  }
  return nearest
}
