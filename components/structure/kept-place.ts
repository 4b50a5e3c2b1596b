import type { ZoomTransform } from 'd3'
import type { Rect } from './curve'
import { foldersAbove } from './graph-model'
import type { Scene, SceneFrame, SceneNode } from './scene'
import type { Size } from './viewpoint'

type Entity = SceneNode | SceneFrame
type Point = readonly [x: number, y: number]

/**
 * The transform that shows the next picture so that what is looked at stays where it is: the first of `preferred` that
 * is in view, else what is nearest to the middle. The scale never changes. Undefined when the next picture has nothing
 * of what is in view.
 */
export function keptPlace(
  now: ZoomTransform,
  before: Scene,
  after: Scene,
  size: Size,
  preferred: readonly (string | null | undefined)[],
): ZoomTransform | undefined {
  const area = areaOf(now, size)
  const counterpartOf = counterparts(after)
  const isByMiddle = before.form === 'force' || after.form === 'force'
  for (const from of inView(area, before, preferred)) {
    const to = counterpartOf(from.id)
    if (!to) continue
    if (isByMiddle) {
      const [[fromX, fromY], [toX, toY]] = [middleOf(from), middleOf(to)]
      return now.translate(fromX - toX, fromY - toY)
    }
    // A wide folder may begin out of sight: closed it stands where its head is seen.
    const isClosing = !('kind' in from) && 'kind' in to
    return now.translate((isClosing ? Math.max(from.x, area.x) : from.x) - to.x, from.y - to.y)
  }
  return undefined
}

/** Whether any box is within the view. */
export function showsAny(now: ZoomTransform, { nodes }: Scene, size: Size): boolean {
  const area = areaOf(now, size)
  return nodes.some((node) => meets(node, area))
}

/** What is in view: the preferred ones first, then boxes from the middle outwards, then frames from the innermost out. */
function* inView(area: Rect, scene: Scene, preferred: readonly (string | null | undefined)[]): Generator<Entity> {
  const nodes = scene.nodes.filter((node) => meets(node, area))
  const heads = scene.frames.filter((frame) => meets({ ...frame, height: 0 }, area))
  const named = new Map<string, Entity>([...heads, ...nodes].map((entity) => [entity.id, entity]))
  for (const id of preferred) {
    const found = named.get(id ?? '')
    if (found) yield found
  }
  const [x, y] = middleOf(area)
  const distance = (rect: Rect) => Math.hypot(middleOf(rect)[0] - x, middleOf(rect)[1] - y)
  yield* nodes
    .map((node) => ({ node, away: distance(node) }))
    .sort((a, b) => a.away - b.away)
    .map(({ node }) => node)
  yield* scene.frames.filter((frame) => meets(frame, area)).sort((a, b) => b.depth - a.depth)
}

/** What stands for a path in a picture: itself, else the innermost folder around it. */
function counterparts({ nodes, frames }: Scene): (id: string) => Entity | undefined {
  const byId = new Map<string, Entity>([...frames, ...nodes].map((entity) => [entity.id, entity]))
  return (id) => {
    const own = byId.get(id)
    if (own) return own
    const around = foldersAbove(id).findLast((folder) => byId.has(folder))
    // An open folder that lacks the file holds others: it says nothing about where the file was.
    const holder = byId.get(around ?? '')
    return holder && 'kind' in holder ? holder : undefined
  }
}

function areaOf(now: ZoomTransform, { width, height }: Size): Rect {
  const [x, y] = now.invert([0, 0])
  return { x, y, width: width / now.k, height: height / now.k }
}

function meets({ x, y, width, height }: Rect, area: Rect): boolean {
  return x <= area.x + area.width && x + width >= area.x && y <= area.y + area.height && y + height >= area.y
}

const middleOf = ({ x, y, width, height }: Rect): Point => [x + width / 2, y + height / 2]
