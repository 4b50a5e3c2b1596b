import { type Drawing, fillOf, frameFill, type PaintContext, type View } from './drawing'
import { type LabelSpace, labelHeight } from './label-space'
import { shorten, widthOfText } from './labels'
import type { Paints } from './paints'
import type { Scene, SceneFrame, SceneNode } from './scene'

/** From this scale on names in boxes can be read. */
const readable = 0.45
export const isReadable = ({ transform }: View) => transform.k >= readable

export function paintFrame(
  context: PaintContext,
  frame: SceneFrame,
  { form }: Scene,
  paints: Paints,
  isSelected: boolean,
): void {
  const isDisc = form === 'force'
  context.beginPath()
  context.roundRect(frame.x, frame.y, frame.width, frame.height, isDisc ? Math.min(frame.width, frame.height) / 2 : 6)
  if (!isDisc) {
    context.fillStyle = paints.of(frameFill)
    context.fill()
  }
  context.strokeStyle = paints.of(isSelected ? 'var(--color-accent)' : 'var(--color-neutral-6)')
  context.lineWidth = isSelected ? 2 : 1
  context.stroke()
  if (isDisc) return
  context.fillStyle = paints.of('var(--color-neutral-10)')
  context.textAlign = 'left'
  context.fillText(shorten(frame.label), frame.x + 12, frame.y + 13)
}

export function paintNode(context: PaintContext, node: SceneNode, drawing: Drawing, view: View, paints: Paints): void {
  const isSelected = node.index === drawing.selected
  const color = drawing.colors[node.index] ?? ''
  if (drawing.scene.form === 'force') {
    paintDisc(context, node, paints.of(color), isSelected, view.transform.k, paints)
    return
  }
  const isFolder = node.kind === 'folder'
  context.beginPath()
  context.roundRect(node.x, node.y, node.width, node.height, isFolder ? 3 : node.height / 2)
  context.fillStyle = paints.of(isSelected ? 'var(--color-accent-soft)' : fillOf(color, drawing.isScale, isFolder))
  context.fill()
  context.strokeStyle = paints.of(isSelected ? 'var(--color-accent)' : 'var(--color-neutral-7)')
  context.lineWidth = isSelected ? 2 : 1
  context.setLineDash(drawing.isTest[node.index] ? [3, 2] : [])
  context.stroke()
  context.setLineDash([])
  context.fillStyle = paints.of(color)
  context.beginPath()
  context.arc(node.x + 12, node.y + node.height / 2, 4, 0, 2 * Math.PI)
  context.fill()
  if (!isReadable(view)) return
  context.textAlign = 'left'
  context.fillStyle = paints.of('var(--color-neutral-12)')
  context.fillText(node.shown, node.x + 22, node.y + node.height / 2)
}

function paintDisc(
  context: PaintContext,
  node: SceneNode,
  color: string,
  isSelected: boolean,
  scale: number,
  paints: Paints,
): void {
  const radius = node.width / 2
  const [x, y] = [node.x + radius, node.y + radius]
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = color
  context.fill()
  context.strokeStyle = paints.of(isSelected ? 'var(--color-accent)' : 'var(--color-neutral-1)')
  context.lineWidth = isSelected ? 3 / scale : 0.75
  context.stroke()
}

/** Smaller discs go without a name. */
const leastNamedPixels = 5

/** The name of a disc, under it; boxes hold theirs. */
export function paintName(
  context: PaintContext,
  node: SceneNode,
  { scene, selected }: Drawing,
  view: View,
  paints: Paints,
  taken: LabelSpace,
): void {
  if (scene.form !== 'force') return
  const isLarge = (node.width / 2) * view.transform.k >= leastNamedPixels
  if (isLarge || node.index === selected) paintUnder(context, node, view, paints, taken)
}

/** A name under a box or disc, where there is room for it. */
export function paintUnder(
  context: PaintContext,
  node: SceneNode,
  { transform: { k: scale } }: View,
  paints: Paints,
  taken: LabelSpace,
): void {
  const top = node.y + node.height + 2 / scale
  paintLabel(context, node, top, shorten(node.label, 22), 'var(--color-neutral-11)', { scale, paints, taken })
}

type Labelling = { scale: number; paints: Paints; taken: LabelSpace }

/** A name in the middle under `top`, as large on the page at every scale; none where another one is. */
export function paintLabel(
  context: PaintContext,
  box: SceneNode | SceneFrame,
  top: number,
  text: string,
  color: string,
  { scale, paints, taken }: Labelling,
): void {
  const x = box.x + box.width / 2
  const [width, height] = [widthOfText(text) / scale, labelHeight / scale]
  if (!taken.take(x - width / 2, top, width, height)) return
  context.save()
  context.translate(x, top + height / 2)
  context.scale(1 / scale, 1 / scale)
  context.textAlign = 'center'
  context.strokeStyle = paints.of('var(--color-neutral-1)')
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.strokeText(text, 0, 0)
  context.fillStyle = paints.of(color)
  context.fillText(text, 0, 0)
  context.restore()
}
