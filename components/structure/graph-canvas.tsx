'use client'

import type { ZoomTransform } from 'd3'
import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { colorOfLanguage } from '@/components/repository/language-colors'
import type { GraphDrawingProps } from './graph-svg'
import { boxHeight } from './layered-layout'
import { type Emphasis, nodeAt, type Scene } from './scene'

type Props = GraphDrawingProps & { transform: ZoomTransform; size: { width: number; height: number } }

const readableScale = 0.45

/** The drawing as pixels: for more boxes than elements can be. The list beside it serves the keyboard. */
export function GraphCanvas({ scene, selected, emphasis, transform, size, onHover, onSelect, onOpen }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const paints = usePaints(canvas, scene)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context && paints) draw(context, { scene, selected, emphasis, transform, size, paints })
  }, [scene, selected, emphasis, transform, size, paints])
  const find = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = transform.invert([event.clientX - box.left, event.clientY - box.top])
    return nodeAt(scene, x, y)?.index
  }
  const onFound = (run: (index: number) => void) => (event: MouseEvent) => {
    const index = find(event)
    if (index !== undefined) run(index)
  }
  const ratio = typeof devicePixelRatio === 'number' ? devicePixelRatio : 1
  return (
    <canvas
      ref={canvas}
      width={size.width * ratio}
      height={size.height * ratio}
      className="h-full w-full"
      role="img"
      aria-label={`${scene.nodes.length} files and folders with ${scene.edges.length} dependencies; the list shows the same`}
      onMouseMove={(event) => onHover(find(event))}
      onMouseLeave={() => onHover(undefined)}
      onClick={onFound(onSelect)}
      onDoubleClick={onFound(onOpen)}
    />
  )
}

type Paints = Record<'text' | 'line' | 'file' | 'folder' | 'edge' | 'strong' | 'cycle' | 'chosen', string> & {
  font: string
  languages: Map<string | null, string>
}

/** What the tokens are worth now; read again when the page turns dark or light. */
function usePaints(canvas: RefObject<HTMLCanvasElement | null>, scene: Scene): Paints | undefined {
  const [paints, setPaints] = useState<Paints>()
  useEffect(() => {
    const read = () => canvas.current && setPaints(readPaints(canvas.current, scene))
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributeFilter: ['class'] })
    return () => observer.disconnect()
  }, [canvas, scene])
  return paints
}

function readPaints(element: HTMLElement, scene: Scene): Paints {
  const probe = element.ownerDocument.createElement('span')
  element.ownerDocument.body.append(probe)
  const style = getComputedStyle(probe)
  const colorOf = (css: string) => {
    probe.style.color = css
    return style.color
  }
  const languages = new Set(scene.nodes.map(({ language }) => language))
  const paints = {
    text: colorOf('var(--color-neutral-12)'),
    line: colorOf('var(--color-neutral-7)'),
    file: colorOf('var(--color-neutral-2)'),
    folder: colorOf('var(--color-neutral-4)'),
    edge: colorOf('var(--color-neutral-9)'),
    strong: colorOf('var(--color-accent)'),
    cycle: colorOf('var(--color-reject)'),
    chosen: colorOf('var(--color-accent-soft)'),
    font: `${style.getPropertyValue('--text-small')} ${style.getPropertyValue('--font-mono')}`,
    languages: new Map([...languages].map((language) => [language, colorOf(colorOfLanguage(language))])),
  }
  probe.remove()
  return paints
}

type Drawing = Pick<Props, 'scene' | 'selected' | 'transform' | 'size'> & {
  emphasis: Emphasis | undefined
  paints: Paints
}

function draw(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { scene, emphasis, transform, size, paints } = drawing
  const ratio = context.canvas.width / Math.max(1, size.width)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  context.translate(transform.x, transform.y)
  context.scale(transform.k, transform.k)
  for (const edge of scene.edges) {
    const isStrong = emphasis?.edges.has(edge.index) ?? false
    context.globalAlpha = emphasis && !isStrong ? 0.06 : isStrong ? 1 : edge.isCycle ? 0.7 : 0.4
    context.strokeStyle = edge.isCycle ? paints.cycle : isStrong ? paints.strong : paints.edge
    context.lineWidth = 1 / Math.min(1, transform.k)
    context.stroke(new Path2D(edge.path))
  }
  context.font = paints.font
  context.textBaseline = 'middle'
  const [left, top] = transform.invert([0, 0])
  const [right, bottom] = transform.invert([size.width, size.height])
  for (const node of scene.nodes) {
    if (node.x > right || node.x + node.width < left || node.y > bottom || node.y + boxHeight < top) continue
    const isSelected = node.index === drawing.selected
    context.globalAlpha = emphasis && !emphasis.nodes.has(node.index) ? 0.25 : 1
    context.beginPath()
    context.roundRect(node.x, node.y, node.width, boxHeight, node.kind === 'folder' ? 3 : boxHeight / 2)
    context.fillStyle = isSelected ? paints.chosen : node.kind === 'folder' ? paints.folder : paints.file
    context.fill()
    context.strokeStyle = isSelected ? paints.strong : paints.line
    context.lineWidth = isSelected ? 2 : 1
    context.stroke()
    context.fillStyle = paints.languages.get(node.language) ?? paints.edge
    context.beginPath()
    context.arc(node.x + 12, node.y + boxHeight / 2, 4, 0, 2 * Math.PI)
    context.fill()
    if (transform.k < readableScale) continue
    context.fillStyle = paints.text
    context.fillText(node.shown, node.x + 22, node.y + boxHeight / 2)
  }
}
