'use client'

import { memo } from 'react'
import { colorOfLanguage } from '@/components/repository/language-colors'
import { classNames } from '@/components/ui/class-names'
import { boxHeight } from './layered-layout'
import type { Emphasis, Scene, SceneEdge, SceneNode } from './scene'

export type GraphDrawingProps = {
  scene: Scene
  selected: number | undefined
  emphasis: Emphasis | undefined
  onHover: (index: number | undefined) => void
  onSelect: (index: number) => void
  onOpen: (index: number) => void
}

/** The drawing as elements: for as many boxes as a browser moves smoothly. */
export const GraphSvg = memo(function GraphSvg(props: GraphDrawingProps) {
  const { scene, selected, emphasis } = props
  return (
    <>
      <g fill="none">
        {scene.edges.map((edge) => (
          <Arrow key={edge.index} edge={edge} emphasis={emphasis} />
        ))}
      </g>
      {scene.nodes.map((node) => (
        <Box
          key={node.id}
          node={node}
          isSelected={node.index === selected}
          isFaint={emphasis !== undefined && !emphasis.nodes.has(node.index)}
          {...props}
        />
      ))}
    </>
  )
})

function Arrow({ edge, emphasis }: { edge: SceneEdge; emphasis: Emphasis | undefined }) {
  const isStrong = emphasis?.edges.has(edge.index) ?? false
  return (
    <path
      d={edge.path}
      strokeWidth={Math.min(3, 1 + Math.log2(edge.count) / 3)}
      className={classNames(
        'transition-opacity',
        edge.isCycle ? 'stroke-reject' : isStrong ? 'stroke-accent' : 'stroke-neutral-9',
        emphasis && !isStrong ? 'opacity-10' : isStrong ? 'opacity-100' : edge.isCycle ? 'opacity-80' : 'opacity-60',
      )}
    />
  )
}

type BoxProps = GraphDrawingProps & { node: SceneNode; isSelected: boolean; isFaint: boolean }

function Box({ node, isSelected, isFaint, scene, onHover, onSelect, onOpen }: BoxProps) {
  const uses = scene.uses[node.index]?.length ?? 0
  const usedBy = scene.usedBy[node.index]?.length ?? 0
  const isFolder = node.kind === 'folder'
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no button element
    <g
      role="button"
      tabIndex={-1}
      data-node={node.index}
      aria-pressed={isSelected}
      aria-label={`${node.id}${isFolder ? `, ${node.files.length} files` : ''}, uses ${uses}, used by ${usedBy}`}
      transform={`translate(${node.x} ${node.y})`}
      onMouseEnter={() => onHover(node.index)}
      onMouseLeave={() => onHover(undefined)}
      onFocus={() => onHover(node.index)}
      onBlur={() => onHover(undefined)}
      onClick={() => onSelect(node.index)}
      onDoubleClick={() => onOpen(node.index)}
      className={classNames('group outline-none transition-opacity', isFaint && 'opacity-25')}
    >
      <title>{node.id}</title>
      <rect
        width={node.width}
        height={boxHeight}
        rx={isFolder ? 3 : boxHeight / 2}
        strokeDasharray={node.isTest ? '3 2' : undefined}
        strokeWidth={isSelected ? 2 : 1}
        className={classNames(
          'group-hover:stroke-neutral-10 group-focus-visible:stroke-focus group-focus-visible:stroke-2',
          isSelected ? 'fill-accent-soft stroke-accent' : 'stroke-neutral-7',
          !isSelected && (isFolder ? 'fill-neutral-4' : 'fill-neutral-2'),
        )}
      />
      <circle cx={12} cy={boxHeight / 2} r={4} style={{ fill: colorOfLanguage(node.language) }} />
      <text
        x={22}
        y={boxHeight / 2}
        dominantBaseline="central"
        className="fill-neutral-12 font-mono text-small select-none"
      >
        {node.shown}
      </text>
    </g>
  )
}
