import { distanceTo, type Rect } from './curve'
import type { Scene, SceneEdge, SceneFrame, SceneNode } from './scene'

/** The box under a point, else the head of the frame. */
export function hitAt(scene: Scene, x: number, y: number): SceneNode | SceneFrame | undefined {
  const isIn = (box: Rect, height = box.height) =>
    x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + height
  const isInDisc = (box: Rect) =>
    Math.hypot(x - box.x - box.width / 2, y - box.y - box.height / 2) <= Math.max(4, box.width / 2)
  return (
    scene.nodes.find((node) => (scene.form === 'force' ? isInDisc(node) : isIn(node))) ??
    scene.frames.findLast((frame) => isIn(frame, scene.form === 'force' ? 20 : 24))
  )
}

/** The arrow within reach of a point. */
export function edgeAt(edges: readonly SceneEdge[], x: number, y: number, reach: number): SceneEdge | undefined {
  let nearest: SceneEdge | undefined
  let least = reach
  for (const edge of edges) {
    const distance = distanceTo(edge.curve, x, y)
    if (distance >= least) continue
    least = distance
    nearest = edge
  }
  return nearest
}

const directions: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The nearest box in the direction of an arrow key; the first one when there is nowhere to start. */
export function nodeTowards({ nodes }: Scene, from: Rect | undefined, key: string): SceneNode | undefined {
  const direction = directions[key]
  if (!direction) return undefined
  if (!from) return nodes[0]
  const [x, y] = direction
  let nearest: SceneNode | undefined
  let least = Number.POSITIVE_INFINITY
  for (const node of nodes) {
    const [aheadX, aheadY] = [node.x - from.x, node.y - from.y]
    const along = aheadX * x + aheadY * y
    const distance = along + 3 * Math.abs(aheadX * y + aheadY * x)
    if (along <= 0 || distance >= least) continue
    nearest = node
    least = distance
  }
  return nearest
}
