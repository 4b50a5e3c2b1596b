'use client'

import { zoomIdentity } from 'd3'
import { type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Bitmap } from './bitmap'
import type { Drawing, DrawingEvents } from './drawing'
import { edgeAt, hitAt } from './hit'
import { paintEmphasis, paintScene } from './paint-scene'
import { usePaints } from './paints'
import type { Zoom } from './use-zoom'
import type { Size } from './viewpoint'

type Props = Drawing &
  DrawingEvents & {
    zoom: Zoom
    size: Size
    /** The path under the pointer. */
    pointed: string | undefined
  }

const edgeReach = 6

/** The drawing as a bitmap that moves under a transform: for more boxes than elements can be. The list serves the keyboard. */
export function GraphCanvas({ zoom, size, pointed, onHover, onSelect, onOpen, onEdge, ...drawing }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const bitmap = useRef<Bitmap>(undefined)
  const paints = usePaints(host)
  const { scene, colors, isScale, isTest, selected, emphasis, chosenEdge } = drawing
  useLayoutEffect(() => {
    if (!host.current) return
    const made = new Bitmap(host.current, zoom)
    bitmap.current = made
    return () => made.dispose()
  }, [zoom])
  useEffect(() => bitmap.current?.resize(size), [size])
  // Before the zoom is put in place for another scene.
  useLayoutEffect(() => {
    const plain = { scene, colors, isScale, isTest, selected: undefined, emphasis: undefined, chosenEdge: undefined }
    if (paints) bitmap.current?.show((context, view) => paintScene(context, plain, view, paints), scene)
  }, [scene, colors, isScale, isTest, paints])
  useEffect(() => {
    const shown = { scene, colors, isScale, isTest, selected, emphasis, chosenEdge }
    if (paints) bitmap.current?.showOver((context, view) => paintEmphasis(context, shown, view, paints))
  }, [scene, colors, isScale, isTest, selected, emphasis, chosenEdge, paints])
  const pointOf = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return (zoom.current() ?? zoomIdentity).invert([event.clientX - box.left, event.clientY - box.top])
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list and the arrow keys of the stage do the same
    <div
      ref={host}
      role="img"
      aria-label={`${scene.nodes.length} files and folders with ${scene.edges.length} dependencies; the list shows the same`}
      data-emphasis={emphasis !== undefined || undefined}
      title={pointed}
      className={classNames(
        'absolute inset-0 overflow-hidden',
        pointed !== undefined && 'cursor-pointer',
        '[&>canvas]:absolute [&>canvas]:top-0 [&>canvas]:left-0',
      )}
      onMouseMove={(event) => onHover(hitAt(scene, ...pointOf(event))?.index)}
      onMouseLeave={() => onHover(undefined)}
      onClick={(event) => {
        const point = pointOf(event)
        const hit = hitAt(scene, ...point)
        const edge = hit
          ? undefined
          : edgeAt([...(emphasis?.uses ?? []), ...scene.edges], ...point, edgeReach / zoom.current().k)
        if (hit) onSelect(hit.index)
        else if (edge) onEdge(edge)
      }}
      onDoubleClick={(event) => {
        const hit = hitAt(scene, ...pointOf(event))
        if (hit) onOpen(hit.index)
      }}
    />
  )
}
