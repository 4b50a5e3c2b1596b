import { type Drawing, type PaintContext, strokeWidthOf, type View } from './drawing'
import { LabelSpace } from './label-space'
import { shorten } from './labels'
import { isReadable, paintFrame, paintLabel, paintName, paintNode, paintUnder } from './paint-shapes'
import type { Paints } from './paints'
import type { SceneEdge, SceneNode } from './scene'

/** Narrower frames go without a name. */
const leastFramePixels = 64
const edgesAtOnce = 200
const nodesAtOnce = 100
const framesAtOnce = 100

type Area = { left: number; top: number; right: number; bottom: number }

/** Paints everything at rest in steps of about a millisecond, each with how much is done; who runs it may pause after each. */
export function* paintScene(
  context: PaintContext,
  drawing: Drawing,
  view: View,
  paints: Paints,
): Generator<number, void> {
  const { scene } = drawing
  const area = begin(context, view, paints)
  const nodes = scene.nodes.filter((node) => isIn(node, area))
  const isDisc = scene.form === 'force'
  const named = isDisc ? scene.frames.filter((frame) => frame.width * view.transform.k > leastFramePixels) : []
  const total = scene.frames.length + scene.edges.length + nodes.length * (isDisc ? 2 : 1) + named.length
  let done = 0
  const taken = new LabelSpace()
  for (let start = 0; start < scene.frames.length; start += framesAtOnce) {
    const some = scene.frames.slice(start, start + framesAtOnce)
    for (const frame of some) paintFrame(context, frame, scene, paints, frame.index === drawing.selected)
    done += some.length
    yield done / total
  }
  const strokes = Map.groupBy(scene.edges, (edge) => `${edge.isInCycle} ${Math.ceil(strokeWidthOf(edge.count))}`)
  const isDense = scene.edges.length > 1500
  for (const edges of strokes.values()) {
    const [first] = edges
    context.globalAlpha = first?.isInCycle ? 0.5 : isDense ? 0.2 : 0.35
    context.strokeStyle = paints.of(first?.isInCycle ? 'var(--color-reject)' : 'var(--color-neutral-9)')
    context.lineWidth = strokeWidthOf(first?.count ?? 1) / Math.max(0.6, Math.min(1, view.transform.k))
    for (let start = 0; start < edges.length; start += edgesAtOnce) {
      const some = edges.slice(start, start + edgesAtOnce)
      strokeEdges(context, some, area)
      done += some.length
      yield done / total
    }
  }
  context.globalAlpha = 1
  if (isDisc) nodes.sort((a, b) => b.width - a.width)
  for (let start = 0; start < nodes.length; start += nodesAtOnce) {
    const some = nodes.slice(start, start + nodesAtOnce)
    for (const node of some) paintNode(context, node, drawing, view, paints)
    done += some.length
    yield done / total
  }
  if (!isDisc) return
  // Over all discs: the largest come first and take the room.
  for (let start = 0; start < nodes.length; start += nodesAtOnce) {
    const some = nodes.slice(start, start + nodesAtOnce)
    for (const node of some) paintName(context, node, drawing, view, paints, taken)
    done += some.length
    yield done / total
  }
  named.sort((a, b) => b.width - a.width)
  const labelling = { scale: view.transform.k, paints, taken }
  for (let start = 0; start < named.length; start += framesAtOnce) {
    const some = named.slice(start, start + framesAtOnce)
    for (const frame of some)
      paintLabel(context, frame, frame.y + 4, shorten(frame.label), 'var(--color-neutral-12)', labelling)
    done += some.length
    yield done / total
  }
}

/** Paints what is looked at, to lie over the rest. */
export function paintEmphasis(context: PaintContext, drawing: Drawing, view: View, paints: Paints): void {
  const { scene, emphasis, chosenEdge, selected } = drawing
  const area = begin(context, view, paints)
  const stroke = (edges: SceneEdge[], color: string, width: number) => {
    context.strokeStyle = paints.of(color)
    context.lineWidth = width / Math.max(0.4, Math.min(1, view.transform.k))
    strokeEdges(context, edges, area)
  }
  if (emphasis) {
    stroke(emphasis.uses, 'var(--color-accent)', 1.5)
    stroke(emphasis.usedBy, 'var(--color-return)', 1.5)
  }
  if (chosenEdge) stroke([chosenEdge], 'var(--color-accent)', 3)
  const wanted = new Set([...(emphasis?.nodes ?? []), ...(selected === undefined ? [] : [selected])])
  const nodes = [...wanted].flatMap((index) => scene.nodes[index] ?? []).filter((node) => isIn(node, area))
  for (const node of nodes) paintNode(context, node, drawing, view, paints)
  // The name of what is looked at is always told, and before others take its room.
  const taken = new LabelSpace()
  const looked = scene.nodes[emphasis?.index ?? -1]
  if (looked && isIn(looked, area) && (scene.form === 'force' || !isReadable(view)))
    paintUnder(context, looked, view, paints, taken)
  for (const node of nodes) if (node !== looked) paintName(context, node, drawing, view, paints, taken)
}

function begin(context: PaintContext, { transform, width, height }: View, paints: Paints): Area {
  const ratio = context.canvas.width / Math.max(1, width)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  context.translate(transform.x, transform.y)
  context.scale(transform.k, transform.k)
  context.globalAlpha = 1
  context.font = paints.font
  context.textBaseline = 'middle'
  const [left, top] = transform.invert([0, 0])
  const [right, bottom] = transform.invert([width, height])
  return { left, top, right, bottom }
}

function isIn({ x, y, width, height }: SceneNode, { left, top, right, bottom }: Area): boolean {
  return x <= right && x + width >= left && y <= bottom && y + height >= top
}

function strokeEdges(context: PaintContext, edges: readonly SceneEdge[], area: Area): void {
  context.beginPath()
  for (const { curve } of edges) {
    const [x1, y1, x2, y2, x3, y3, x4, y4] = curve
    const isOut =
      Math.max(x1, x2, x3, x4) < area.left ||
      Math.min(x1, x2, x3, x4) > area.right ||
      Math.max(y1, y4) < area.top ||
      Math.min(y1, y4) > area.bottom
    if (isOut) continue
    context.moveTo(x1, y1)
    context.bezierCurveTo(x2, y2, x3, y3, x4, y4)
  }
  context.stroke()
}
