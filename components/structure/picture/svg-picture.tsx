import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Drawing } from '@/components/structure/drawing'
import {
  ArrowHead,
  ArrowLine,
  ChosenLine,
  DiscLabel,
  FrameShape,
  NodeShape,
  restOpacity,
} from '@/components/structure/graph-shapes'
import { namedAmongDiscs } from '@/components/structure/label-space'
import type { SceneEdge } from '@/components/structure/scene'
import { embeddedFont } from './embedded-font'
import { inSlices, type Slicing } from './in-slices'
import { plainFont, plainSvg } from './plain-svg'
import { xmlText } from './xml-text'

const shapesAtOnce = 20

/** The whole drawing as a file that stands alone, with the colours of the page; `margin` is around it. */
export async function svgPicture(drawing: Drawing, margin: number, slicing: Slicing): Promise<Blob> {
  const host = document.createElement('div')
  // Styles are known there, and nothing is laid out.
  host.style.display = 'none'
  document.body.append(host)
  try {
    const { parts, family, letters } = await inSlices(writeDrawing(drawing, margin, host), slicing)
    const font = await embeddedFont(family, letters, slicing.signal)
    return new Blob([parts.head, `<style>${font}</style>`, ...parts.shapes, '</svg>'], {
      type: 'image/svg+xml',
    })
  } finally {
    host.remove()
  }
}

type Written = { parts: { head: string; shapes: string[] }; family: string; letters: ReadonlySet<number> }

/** Draws a few shapes at a time out of sight, as they are drawn on the page, and writes them down. */
function* writeDrawing(drawing: Drawing, margin: number, host: Element): Generator<number, Written> {
  const canvas = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  host.append(canvas)
  const root = createRoot(canvas)
  const plain = plainSvg(host)
  let turn = 0
  const draw = (shapes: ReactNode) => {
    flushSync(() => root.render(<g key={turn++}>{shapes}</g>))
    const [drawn] = canvas.children
    if (!(drawn instanceof SVGGElement)) throw new Error('The browser made no picture.')
    return drawn
  }
  try {
    const [width, height] = [drawing.scene.width + 2 * margin, drawing.scene.height + 2 * margin]
    const box = `${-margin} ${-margin} ${width} ${height}`
    const paper = { x: -margin, y: -margin, width, height, style: { fill: 'var(--color-neutral-1)' } }
    const shapes = [plain.write(draw(<rect {...paper} />))]
    yield* writeLayers(
      layersOf(drawing),
      (some) => shapes.push(some),
      (some) => plain.write(draw(some)),
    )
    const marker = draw(<ArrowHead />).querySelector('marker')
    if (marker) shapes.unshift(`<defs>${plain.writeHeads(marker)}</defs>`)
    const { family, css } = plainFont(draw(<text className="font-mono text-small" />).children[0] ?? host)
    const attributes = `style="${xmlText(css)}" width="${width}" height="${height}" viewBox="${box}"`
    const head = `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><title>Dependencies</title>`
    return { parts: { head, shapes }, family, letters: plain.letters }
  } finally {
    root.unmount()
  }
}

function* writeLayers(
  layers: readonly Layer[],
  push: (text: string) => void,
  write: (shapes: ReactNode) => string,
): Generator<number, void> {
  const total = layers.reduce((sum, { count }) => sum + count, 0)
  let done = 0
  for (const { count, draw, opacity } of layers) {
    if (opacity !== undefined) push(`<g opacity="${opacity}">`)
    for (let start = 0; start < count; start += shapesAtOnce) {
      const places = Array.from({ length: Math.min(shapesAtOnce, count - start) }, (_, at) => start + at)
      push(write(places.map(draw)))
      done += places.length
      yield done / total
    }
    if (opacity !== undefined) push('</g>')
  }
}

type Layer = { count: number; draw: (at: number) => ReactNode; opacity?: number }

/** What lies under comes first. */
function layersOf({ scene, colors, isScale, isTest, selected, emphasis, chosenEdge }: Drawing): Layer[] {
  const isDisc = scene.form === 'force'
  const named = isDisc ? namedAmongDiscs(scene) : new Set<number>()
  const isFaint = (index: number) => emphasis !== undefined && !emphasis.nodes.has(index)
  const labels = scene.nodes.filter(({ index }) => named.has(index))
  const each = <Item,>(items: readonly Item[], draw: (item: Item, at: number) => ReactNode): Layer => ({
    count: items.length,
    draw: (at) => items[at] !== undefined && draw(items[at], at),
  })
  const arrows = (edges: readonly SceneEdge[], tone?: string) =>
    each(edges, (edge, at) => <ArrowLine key={at} edge={edge} tone={tone} hasHead={!isDisc} />)
  return [
    each(scene.frames, (frame) => (
      <FrameShape
        key={frame.id}
        frame={frame}
        isDisc={isDisc}
        isSelected={frame.index === selected}
        isNamed={!isDisc || named.has(frame.index)}
      />
    )),
    { ...arrows(scene.edges), opacity: emphasis && restOpacity },
    arrows(emphasis?.uses ?? [], 'stroke-accent'),
    arrows(emphasis?.usedBy ?? [], 'stroke-return'),
    each(chosenEdge ? [chosenEdge] : [], (edge, at) => <ChosenLine key={at} edge={edge} />),
    each(scene.nodes, (node) => (
      <NodeShape
        key={node.id}
        node={node}
        name={node.id}
        isDisc={isDisc}
        color={colors[node.index] ?? ''}
        isScale={isScale}
        isTest={isTest[node.index] ?? false}
        isSelected={node.index === selected}
        isFaint={isFaint(node.index)}
      />
    )),
    each(labels, (node) => <DiscLabel key={node.id} node={node} isFaint={isFaint(node.index)} />),
  ]
}
