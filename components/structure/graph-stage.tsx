'use client'

import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { Drawing } from './drawing'
import { emphasisOf } from './emphasis'
import { GraphCanvas } from './graph-canvas'
import { ArrowHead } from './graph-shapes'
import { GraphSvg, nameOf } from './graph-svg'
import { nodeTowards } from './hit'
import { entityAt, findEntity, findHolder, type Scene, type SceneEdge } from './scene'
import { type SceneZoomOptions, useSceneZoom } from './use-scene-zoom'
import { useSize } from './use-size'

const mostElements = 400

/** What the keys and the toolbar do with the view of the drawing. */
export type StageControls = {
  zoomBy(factor: number): void
  fit(): void
  /** Brings a file or folder to the middle, also one that only the next picture has. */
  flyTo(id: string): void
  /** The next picture keeps this box where it is. */
  hold(id: string): void
  picture(): Drawing
}

export type GraphStageProps = Omit<Drawing, 'selected' | 'emphasis' | 'chosenEdge'> &
  Omit<SceneZoomOptions, 'size'> & {
    controls: RefObject<StageControls | null>
    node: string | null
    edge: { from: string; to: string } | null
    onSelect: (id: string | null) => void
    onOpen: (id: string) => void
    onEdge: (from: string, to: string) => void
  }

/** The drawing with its zoom, pointer and arrow keys. */
export function GraphStage(props: GraphStageProps) {
  const { controls, node, edge, onSelect, onOpen, onEdge, scene, colors, isScale, isTest, ...sight } = props
  const plain = { scene, colors, isScale, isTest }
  const stage = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const size = useSize(stage)
  const { zoom, hold, flyTo, fit } = useSceneZoom(stage, { ...sight, scene, size })
  const [hovered, setHovered] = useState<{ scene: Scene; index: number; isByKey?: boolean }>()
  const selected = findEntity(scene, node)?.index
  const pointedAt = hovered?.scene === scene ? hovered.index : undefined
  const looked = pointedAt ?? selected
  const pointed = entityAt(scene, pointedAt ?? -1)?.id
  // A canvas has nothing that the focus could be on, and that would say where it is.
  const told = hovered?.isByKey && pointedAt !== undefined ? nameOf(scene, pointedAt) : ''
  const emphasis = useMemo(() => emphasisOf(scene, looked), [scene, looked])
  const chosenEdge = useMemo(() => findEdge(scene, edge), [scene, edge])
  const drawing: Drawing = { ...plain, selected, emphasis, chosenEdge }
  useImperativeHandle(controls, () => ({
    zoomBy: zoom.zoomBy,
    fit,
    flyTo,
    hold,
    picture: () => drawing,
  }))
  useEffect(() => {
    const follow = () => {
      const { x, y, k } = zoom.current()
      svg.current?.querySelector('[data-drawing]')?.setAttribute('transform', `translate(${x} ${y}) scale(${k})`)
    }
    follow()
    return zoom.subscribe(follow)
  }, [zoom])
  const events = useMemo(
    () => ({
      onHover: (index: number | undefined) => setHovered(index === undefined ? undefined : { scene, index }),
      onSelect: (index: number) => onSelect(entityAt(scene, index)?.id ?? null),
      onOpen: (index: number) => onOpen(entityAt(scene, index)?.id ?? ''),
      onEdge: ({ from, to }: SceneEdge) => onEdge(entityAt(scene, from)?.id ?? '', entityAt(scene, to)?.id ?? ''),
    }),
    [scene, onSelect, onOpen, onEdge],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const focused = event.target instanceof Element ? event.target.getAttribute('data-node') : null
    const from = entityAt(scene, focused === null ? (looked ?? -1) : Number(focused))
    if (event.key === 'Enter' && from) {
      event.preventDefault()
      return from.index === selected ? onOpen(from.id) : onSelect(from.id)
    }
    const next = nodeTowards(scene, from, event.key)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    const element = stage.current?.querySelector<SVGGElement>(`[data-node="${next.index}"]`)
    if (element) element.focus({ preventScroll: true })
    else setHovered({ scene, index: next.index, isByKey: true })
    zoom.reveal(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of many buttons, moved through with the arrow keys
    <div
      ref={stage}
      role="group"
      aria-label="Dependency graph. Arrow keys move between files, Enter chooses, and opens what is chosen."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys begin here
      tabIndex={0}
      data-ring="inside"
      onKeyDown={onKeyDown}
      className="absolute inset-0 cursor-grab touch-none active:cursor-grabbing"
    >
      {scene.nodes.length > mostElements ? (
        <>
          <GraphCanvas {...drawing} {...events} zoom={zoom} size={size} pointed={pointed} />
          <p role="status" className="sr-only">
            {told}
          </p>
        </>
      ) : (
        <svg ref={svg} className="h-full w-full" aria-hidden={false} role="presentation">
          <ArrowHead />
          <g data-drawing ref={(element) => place(element, zoom.current())}>
            <GraphSvg {...drawing} {...events} />
          </g>
        </svg>
      )}
    </div>
  )
}

function place(element: SVGGElement | null, { x, y, k }: { x: number; y: number; k: number }): void {
  element?.setAttribute('transform', `translate(${x} ${y}) scale(${k})`)
}

/** The chosen arrow as it is drawn; its ends may have been folded up since. */
function findEdge(scene: Scene, edge: { from: string; to: string } | null): SceneEdge | undefined {
  if (!edge) return undefined
  const [from, to] = [findHolder(scene, edge.from)?.index, findHolder(scene, edge.to)?.index]
  return scene.edges.find((each) => each.from === from && each.to === to)
}
