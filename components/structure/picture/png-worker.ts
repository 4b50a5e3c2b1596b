import { zoomIdentity } from 'd3'
import { paintEmphasis, paintScene } from '@/components/structure/paint-scene'
import { paintsOf } from './palette'
import type { PngAnswer, PngOrder } from './png-order'

/** The types are those of a page. */
const fonts = (self as unknown as { fonts: FontFaceSet }).fonts
const tellMs = 50
const restOpacity = 0.2

self.onmessage = async ({ data }: MessageEvent<PngOrder>) => {
  const file = await paint(data).catch(() => null)
  self.postMessage({ file } satisfies PngAnswer)
}

async function paint({ drawing, margin, scale, palette, paper, font, faces }: PngOrder): Promise<Blob> {
  for (const { family, data, weight, unicodeRange } of faces)
    fonts.add(await new FontFace(family, data, { weight, unicodeRange }).load())
  const paints = paintsOf(palette, font)
  const view = {
    transform: zoomIdentity.translate(margin * scale, margin * scale).scale(scale),
    width: (drawing.scene.width + 2 * margin) * scale,
    height: (drawing.scene.height + 2 * margin) * scale,
  }
  const begin = () => {
    const context = new OffscreenCanvas(Math.round(view.width), Math.round(view.height)).getContext('2d')
    if (!context) throw new Error('The browser made no picture.')
    return context
  }
  const rest = begin()
  let toldAtMs = performance.now()
  for (const done of paintScene(rest, drawing, view, paints)) {
    if (performance.now() - toldAtMs < tellMs) continue
    self.postMessage({ done } satisfies PngAnswer)
    toldAtMs = performance.now()
  }
  self.postMessage({ done: 1 } satisfies PngAnswer)
  const isLooked = drawing.emphasis !== undefined || drawing.selected !== undefined || drawing.chosenEdge !== undefined
  if (!isLooked) return underlaid(rest, paper)
  const over = begin()
  paintEmphasis(over, drawing, view, paints)
  const whole = begin()
  whole.fillStyle = paper
  whole.fillRect(0, 0, view.width, view.height)
  whole.globalAlpha = drawing.emphasis ? restOpacity : 1
  whole.drawImage(rest.canvas, 0, 0)
  whole.globalAlpha = 1
  whole.drawImage(over.canvas, 0, 0)
  return whole.canvas.convertToBlob({ type: 'image/png' })
}

/** On paper, without a second canvas of hundreds of megabytes. */
function underlaid(context: OffscreenCanvasRenderingContext2D, paper: string): Promise<Blob> {
  const { width, height } = context.canvas
  context.resetTransform()
  context.globalCompositeOperation = 'destination-over'
  context.globalAlpha = 1
  context.fillStyle = paper
  context.fillRect(0, 0, width, height)
  return context.canvas.convertToBlob({ type: 'image/png' })
}
