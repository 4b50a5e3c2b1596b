'use client'

import { useEffect, useMemo, useRef } from 'react'
import { pathOfCurve } from '@/components/structure/curve'
import { ArrowHead, ArrowLine, FrameShape } from '@/components/structure/graph-shapes'
import { edgesOf, readableScale, type Scene, type SceneNode } from '@/components/structure/scene'
import { GlowBox } from './glow-box'
import type { BoxGlow, Glow } from './replay-glow'
import type { ReplayScene } from './replay-scene'

export type ReplayGraphProps = ReplayScene & {
  boxes: readonly BoxGlow[]
  glow: Glow
  selected: string | undefined
  /** What is seen, in words. */
  label: string
  onSelect: (node: SceneNode) => void
  onFold: (folder: string) => void
}

/** The picture of the files with the work of the moment: nothing moves while the cursor does. */
export function ReplayGraph({ scene, boxOfPath, boxes, glow, selected, label, onSelect, onFold }: ReplayGraphProps) {
  const { width, height } = scene
  const scroller = useRef<HTMLElement>(null)
  const active = boxes.findIndex(({ isWriting, isReading }) => isWriting || isReading)
  const node = scene.nodes[active]
  useEffect(() => {
    if (node && scroller.current) reveal(scroller.current, node, scene)
  }, [node, scene])
  const readings = useMemo(() => readingsOf(scene, boxOfPath, glow), [scene, boxOfPath, glow])
  const fit = `min(${width}px, 100cqw, 100cqh * ${width / Math.max(1, height)})`
  return (
    <section
      ref={scroller}
      // Arrow keys move what is larger than its place.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard.
      tabIndex={0}
      aria-label={label}
      data-ring="inside"
      className="min-h-0 grow overflow-auto p-3 outline-none"
      style={{ containerType: 'size' }}
    >
      <svg
        role="presentation"
        viewBox={`-6 -6 ${width + 12} ${height + 12}`}
        className="m-auto block"
        style={{ width: `max(${width * readableScale.layers}px, ${fit})` }}
      >
        <ArrowHead />
        {scene.frames.map((frame) => (
          <g key={frame.id} aria-hidden>
            <FrameShape frame={frame} isDisc={false} isSelected={false} onClick={() => onFold(frame.id)} />
          </g>
        ))}
        <g fill="none" className="opacity-60">
          {scene.edges.map((edge) => (
            <ArrowLine key={`${edge.from} ${edge.to}`} edge={edge} hasHead />
          ))}
        </g>
        <g fill="none" data-readings={readings.length}>
          {readings.map(({ curve, from, to }) => (
            <path
              key={`${from} ${to}`}
              d={pathOfCurve(curve)}
              strokeWidth={boxes[to]?.isReading ? 2.5 : 1.5}
              markerEnd="url(#arrow)"
              className="stroke-return"
            />
          ))}
        </g>
        {scene.nodes.map((one) => {
          const box = boxes[one.index]
          return (
            box && <GlowBox key={one.id} node={one} {...box} isSelected={one.id === selected} onSelect={onSelect} />
          )
        })}
      </svg>
    </section>
  )
}

/** Arrows from what the run writes to what it has read. */
function readingsOf(scene: Scene, boxOfPath: ReadonlyMap<string, number>, { writing, read }: Glow) {
  const from = writing === undefined ? undefined : boxOfPath.get(writing)
  if (from === undefined) return []
  const to = [...new Set(read.map((path) => boxOfPath.get(path) ?? -1))].filter((box) => box >= 0 && box !== from)
  const edges = {
    from: Int32Array.from(to, () => from),
    to: Int32Array.from(to),
    count: new Int32Array(to.length).fill(1),
    isInCycle: new Uint8Array(to.length),
  }
  return edgesOf(edges, 'layers', (box) => scene.nodes[box])
}

/** Scrolls only when the box is out of sight, and at once: the picture does not glide about. */
function reveal(scroller: HTMLElement, node: SceneNode, scene: Scene): void {
  const svg = scroller.querySelector('svg')
  if (!svg) return
  const scale = svg.clientWidth / (scene.width + 12)
  const box = {
    left: node.x * scale,
    top: node.y * scale,
    right: (node.x + node.width) * scale,
    bottom: (node.y + node.height) * scale,
  }
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = scroller
  const isSeen =
    box.left >= scrollLeft &&
    box.right <= scrollLeft + clientWidth &&
    box.top >= scrollTop &&
    box.bottom <= scrollTop + clientHeight
  if (isSeen) return
  scroller.scrollTo({
    left: (box.left + box.right - clientWidth) / 2,
    top: (box.top + box.bottom - clientHeight) / 2,
    behavior: 'instant',
  })
}
