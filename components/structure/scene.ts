import { type Curve, discCurve, flowCurve, type Rect } from './curve'
import type { Places } from './nested-layout'
import type { VisibleEdges, VisibleGraph, VisibleGroup, VisibleNode } from './visible-graph'

export type DrawnForm = 'layers' | 'force'

/** The least scale at which a whole drawing is still read. */
export const readableScale: Record<DrawnForm, number> = { layers: 0.62, force: 0.04 }

/** A box, a frame or an arrow with its place in the drawing, in pixels at scale 1; `index` is in the common numbering. */
export type SceneNode = VisibleNode & Rect & { index: number; shown: string }
export type SceneFrame = VisibleGroup & Rect & { index: number; depth: number }
export type SceneEdge = {
  from: number
  to: number
  count: number
  /** Red: it is part of a ring and, where the picture flows, runs against the flow. */
  isInCycle: boolean
  curve: Curve
}

export type Scene = {
  form: DrawnForm
  nodes: SceneNode[]
  frames: SceneFrame[]
  /** Drawn at rest: between neighbours in a frame where all would be too many. */
  edges: SceneEdge[]
  /** Between boxes, drawn when one of them is looked at. */
  direct: VisibleEdges
  /** By node: the direct arrows that leave it and those that arrive. */
  uses: number[][]
  usedBy: number[][]
  parent: Int32Array
  boxOf: Int32Array
  width: number
  height: number
}

/** So many arrows can be told apart; more are summed between neighbours. */
const mostArrows: Record<DrawnForm, number> = { layers: 40, force: 300 }

/** Whether every arrow between boxes is drawn at rest. */
export function isDrawnDirect(graph: VisibleGraph, form: DrawnForm): boolean {
  return graph.direct.from.length <= mostArrows[form]
}

const bowRoom = 48

export function sceneOf(graph: VisibleGraph, places: Places, form: DrawnForm, labels: readonly string[]): Scene {
  const rectOf = (index: number): Rect => ({
    x: places.x[index] ?? 0,
    y: places.y[index] ?? 0,
    width: places.widths[index] ?? 0,
    height: places.heights[index] ?? 0,
  })
  const nodes = graph.nodes.map((node, index) => ({ ...node, ...rectOf(index), index, shown: labels[index] ?? '' }))
  const frames = graph.groups.map((group, at): SceneFrame => {
    const index = at + nodes.length
    return { ...group, ...rectOf(index), index, depth: depthOf(index, graph.parent) }
  })
  const uses: number[][] = nodes.map(() => [])
  const usedBy: number[][] = nodes.map(() => [])
  for (const [edge, from] of graph.direct.from.entries()) {
    uses[from]?.push(edge)
    usedBy[graph.direct.to[edge] ?? -1]?.push(edge)
  }
  const isSummed = !isDrawnDirect(graph, form)
  const edges = edgesOf(
    isSummed ? graph.lifted : graph.direct,
    form,
    (index) => frames[index - nodes.length] ?? nodes[index],
  )
  const hasBow = form === 'layers' && edges.some(({ curve }) => curve[6] < curve[4])
  const { direct, parent, boxOf } = graph
  const width = places.width + (hasBow ? bowRoom : 0)
  return { form, nodes, frames, edges, direct, uses, usedBy, parent, boxOf, width, height: places.height }
}

function depthOf(index: number, parent: Int32Array): number {
  let depth = 0
  for (let at = parent[index] ?? -1; at !== -1; at = parent[at] ?? -1) depth++
  return depth
}

export function edgesOf(
  { from, to, count, isInCycle }: VisibleEdges,
  form: DrawnForm,
  rectOf: (index: number) => Rect | undefined,
): SceneEdge[] {
  return Array.from(from.keys()).flatMap((edge): SceneEdge[] => {
    const [source, target] = [from[edge] ?? -1, to[edge] ?? -1]
    const curve = curveBetween(form, rectOf(source), rectOf(target))
    if (!curve) return []
    const isAgainst = form === 'force' || curve[6] < curve[4]
    return [{ from: source, to: target, count: count[edge] ?? 0, isInCycle: isInCycle[edge] === 1 && isAgainst, curve }]
  })
}

function curveBetween(form: DrawnForm, from: Rect | undefined, to: Rect | undefined): Curve | undefined {
  if (!from || !to) return undefined
  return form === 'layers' ? flowCurve(from, to) : discCurve(from, to)
}

/** A box or a frame. */
export function entityAt(scene: Scene, index: number): SceneNode | SceneFrame | undefined {
  return scene.nodes[index] ?? scene.frames[index - scene.nodes.length]
}

export function findEntity(scene: Scene, id: string | null): SceneNode | SceneFrame | undefined {
  if (id === null) return undefined
  return scene.nodes.find((node) => node.id === id) ?? scene.frames.find((frame) => frame.id === id)
}

/** The box that a path is in, or the frame or box of a folder. */
export function findHolder(scene: Scene, id: string): SceneNode | SceneFrame | undefined {
  return findEntity(scene, id) ?? scene.nodes.find((node) => node.kind === 'folder' && id.startsWith(node.id))
}
