'use client'

import { memo, useMemo } from 'react'
import { formatUnit } from '@/components/ui/number-format'
import { pathOfCurve } from './curve'
import type { Drawing, DrawingEvents } from './drawing'
import { ArrowLine, ChosenLine, DiscLabel, FrameShape, NodeShape, restOpacity } from './graph-shapes'
import { namedAmongDiscs } from './label-space'
import type { Scene, SceneEdge } from './scene'

/** The drawing as elements: for as many boxes as a browser moves smoothly. */
export const GraphSvg = memo(function GraphSvg({
  onHover,
  onSelect,
  onOpen,
  onEdge,
  ...drawing
}: Drawing & DrawingEvents) {
  const { scene, selected, emphasis, chosenEdge } = drawing
  const handlersOf = (index: number) => ({
    onMouseEnter: () => onHover(index),
    onMouseLeave: () => onHover(undefined),
    onFocus: () => onHover(index),
    onBlur: () => onHover(undefined),
    onClick: () => onSelect(index),
    onDoubleClick: () => onOpen(index),
  })
  const named = useMemo(() => (scene.form === 'force' ? namedAmongDiscs(scene) : new Set<number>()), [scene])
  const isFaint = (index: number) => emphasis !== undefined && !emphasis.nodes.has(index)
  return (
    <>
      {scene.frames.map((frame) => (
        <FrameShape
          key={frame.id}
          frame={frame}
          isDisc={scene.form === 'force'}
          isSelected={frame.index === selected}
          isNamed={scene.form !== 'force' || named.has(frame.index)}
          {...handlersOf(frame.index)}
        />
      ))}
      <g fill="none" className="transition-opacity" style={{ opacity: emphasis ? restOpacity : undefined }}>
        {scene.edges.map((edge) => (
          <Arrow key={`${edge.from} ${edge.to}`} edge={edge} scene={scene} onEdge={onEdge} />
        ))}
      </g>
      {emphasis && (
        <g fill="none">
          {emphasis.uses.map((edge) => (
            <Arrow key={`${edge.from} ${edge.to}`} edge={edge} scene={scene} tone="stroke-accent" onEdge={onEdge} />
          ))}
          {emphasis.usedBy.map((edge) => (
            <Arrow key={`${edge.from} ${edge.to}`} edge={edge} scene={scene} tone="stroke-return" onEdge={onEdge} />
          ))}
        </g>
      )}
      {chosenEdge && <ChosenLine edge={chosenEdge} />}
      {scene.nodes.map((node) => (
        <NodeShape
          key={node.id}
          node={node}
          isDisc={scene.form === 'force'}
          color={drawing.colors[node.index] ?? ''}
          isScale={drawing.isScale}
          isTest={drawing.isTest[node.index] ?? false}
          isSelected={node.index === selected}
          isFaint={isFaint(node.index)}
          name={nameOf(scene, node.index)}
          {...handlersOf(node.index)}
        />
      ))}
      {scene.nodes.map(
        (node) => named.has(node.index) && <DiscLabel key={node.id} node={node} isFaint={isFaint(node.index)} />,
      )}
    </>
  )
})

/** What a box is called for who cannot see it. */
export function nameOf(scene: Scene, index: number): string {
  const node = scene.nodes[index]
  if (!node) return ''
  const size = node.kind === 'folder' ? `, ${formatUnit(node.files, 'file')}` : ''
  return `${node.id}${size}, uses ${scene.uses[index]?.length ?? 0}, used by ${scene.usedBy[index]?.length ?? 0}`
}

type ArrowProps = { edge: SceneEdge; scene: Scene; tone?: string; onEdge: (edge: SceneEdge) => void }

function Arrow({ edge, scene, tone, onEdge }: ArrowProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the panel of either end lists the same arrows for the keyboard
    <g
      onClick={(event) => {
        event.stopPropagation()
        onEdge(edge)
      }}
      className="group"
    >
      <path d={pathOfCurve(edge.curve)} stroke="transparent" strokeWidth={10} />
      <ArrowLine edge={edge} tone={tone} hasHead={scene.form === 'layers'} />
    </g>
  )
}
