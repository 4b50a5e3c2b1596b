import { edgesOf, type Scene, type SceneEdge } from './scene'
import type { VisibleEdges } from './visible-graph'

export type Emphasis = {
  /** The box or frame that is looked at. */
  index: number
  /** Boxes and frames that stay strong. */
  nodes: ReadonlySet<number>
  uses: SceneEdge[]
  usedBy: SceneEdge[]
}

/** A box, or all boxes in a frame, with all they use and all that use them. */
export function emphasisOf(scene: Scene, index: number | undefined): Emphasis | undefined {
  if (index === undefined) return undefined
  const inside = new Set(
    index < scene.nodes.length
      ? [index]
      : scene.nodes.filter((node) => isWithin(node.index, index, scene.parent)).map((node) => node.index),
  )
  const { from, to } = scene.direct
  const pick = (isWanted: (from: boolean, to: boolean) => boolean, by: readonly number[][]) => {
    const found = [...inside].flatMap((node) => by[node] ?? [])
    const kept = found.filter((edge) => isWanted(inside.has(from[edge] ?? -1), inside.has(to[edge] ?? -1)))
    return edgesOf(only(scene.direct, kept), scene.form, (node) => scene.nodes[node])
  }
  const uses = pick((fromIsIn, toIsIn) => fromIsIn && !toIsIn, scene.uses)
  const usedBy = pick((fromIsIn, toIsIn) => !fromIsIn && toIsIn, scene.usedBy)
  return {
    index,
    nodes: new Set([...inside, index, ...uses.map((edge) => edge.to), ...usedBy.map((edge) => edge.from)]),
    uses,
    usedBy,
  }
}

function isWithin(index: number, frame: number, parent: Int32Array): boolean {
  for (let at = parent[index] ?? -1; at !== -1; at = parent[at] ?? -1) if (at === frame) return true
  return false
}

function only(edges: VisibleEdges, kept: readonly number[]): VisibleEdges {
  const pick = (values: ArrayLike<number>) => kept.map((edge) => values[edge] ?? 0)
  return {
    from: Int32Array.from(pick(edges.from)),
    to: Int32Array.from(pick(edges.to)),
    count: Int32Array.from(pick(edges.count)),
    isInCycle: Uint8Array.from(pick(edges.isInCycle)),
  }
}
