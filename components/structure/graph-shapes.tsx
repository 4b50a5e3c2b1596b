import type { SVGAttributes } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatUnit } from '@/components/ui/number-format'
import { pathOfCurve } from './curve'
import { fillOf, strokeWidthOf } from './drawing'
import { discName } from './label-space'
import { shorten } from './labels'
import type { SceneEdge, SceneFrame, SceneNode } from './scene'

type Handlers = Pick<
  SVGAttributes<SVGGElement>,
  'onMouseEnter' | 'onMouseLeave' | 'onFocus' | 'onBlur' | 'onClick' | 'onDoubleClick'
>

type NodeShapeProps = Handlers & {
  node: SceneNode
  /** What it is called for who cannot see it. */
  name: string
  isDisc: boolean
  color: string
  isScale: boolean
  isTest: boolean
  isSelected: boolean
  isFaint: boolean
}

const outline = 'group-hover:stroke-neutral-10 group-focus-visible:stroke-focus group-focus-visible:stroke-2'

/** A file or a closed folder, as a box with its name or as a disc. */
export function NodeShape({
  node,
  name,
  isDisc,
  color,
  isScale,
  isTest,
  isSelected,
  isFaint,
  ...handlers
}: NodeShapeProps) {
  const isFolder = node.kind === 'folder'
  const edge = isSelected ? 'stroke-accent' : isDisc ? 'stroke-neutral-1' : 'stroke-neutral-7'
  const shape = {
    strokeDasharray: isTest ? '3 2' : undefined,
    strokeWidth: isSelected ? 2 : 1,
    className: classNames(outline, edge),
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no button element
    <g
      role="button"
      tabIndex={-1}
      data-node={node.index}
      aria-pressed={isSelected}
      aria-label={name}
      transform={`translate(${node.x} ${node.y})`}
      className={classNames('group outline-none transition-opacity', isFaint && 'opacity-25')}
      {...handlers}
    >
      <title>{node.id}</title>
      {isDisc ? (
        <circle cx={node.width / 2} cy={node.width / 2} r={node.width / 2} style={{ fill: color }} {...shape} />
      ) : (
        <>
          <rect
            width={node.width}
            height={node.height}
            rx={isFolder ? 3 : node.height / 2}
            style={{ fill: isSelected ? 'var(--color-accent-soft)' : fillOf(color, isScale, isFolder) }}
            {...shape}
          />
          <circle cx={12} cy={node.height / 2} r={4} style={{ fill: color }} />
          <text
            x={22}
            y={node.height / 2}
            dominantBaseline="central"
            className="fill-neutral-12 font-mono text-small select-none"
          >
            {node.shown}
          </text>
        </>
      )}
    </g>
  )
}

/** The name of a disc, under it and over all others. */
export function DiscLabel({ node, isFaint }: { node: SceneNode; isFaint: boolean }) {
  return (
    <text
      x={node.x + node.width / 2}
      y={node.y + node.width + 9}
      textAnchor="middle"
      dominantBaseline="central"
      strokeWidth={3}
      paintOrder="stroke"
      className={classNames(
        'pointer-events-none fill-neutral-11 stroke-neutral-1 font-mono text-small transition-opacity select-none',
        isFaint && 'opacity-25',
      )}
    >
      {discName(node)}
    </text>
  )
}

type FrameShapeProps = Handlers & {
  frame: SceneFrame
  isDisc: boolean
  isSelected: boolean
  /** Whether there is room for its name; if not it shows when the pointer or the focus is there. */
  isNamed?: boolean
}

/** An open folder around what is in it. Its head takes the clicks; the rest of it lets the drawing be moved. */
export function FrameShape({ frame, isDisc, isSelected, isNamed = true, ...handlers }: FrameShapeProps) {
  return (
    <g transform={`translate(${frame.x} ${frame.y})`}>
      <rect
        width={frame.width}
        height={frame.height}
        rx={isDisc ? Math.min(frame.width, frame.height) / 2 : 6}
        strokeWidth={isSelected ? 2 : 1}
        className={classNames(
          'pointer-events-none',
          isDisc ? 'fill-transparent' : 'fill-neutral-12/3',
          isSelected ? 'stroke-accent' : 'stroke-neutral-6',
        )}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG has no button element */}
      <g
        role="button"
        tabIndex={-1}
        data-node={frame.index}
        aria-pressed={isSelected}
        aria-expanded
        aria-label={`${frame.id}, open folder, ${formatUnit(frame.files, 'file')}`}
        className="group outline-none"
        {...handlers}
      >
        <title>{frame.id}</title>
        <rect
          width={frame.width}
          height={24}
          rx={6}
          className="fill-transparent stroke-transparent group-focus-visible:stroke-focus"
        />
        <text
          x={isDisc ? frame.width / 2 : 12}
          y={13}
          textAnchor={isDisc ? 'middle' : undefined}
          dominantBaseline="central"
          className={classNames(
            'font-mono text-small select-none group-hover:fill-neutral-12 group-focus-visible:fill-neutral-12',
            isNamed ? 'fill-neutral-10' : 'fill-transparent',
          )}
        >
          {shorten(frame.label)}
        </text>
      </g>
    </g>
  )
}

/** An arrow, in `tone` where it belongs to what is looked at. */
export function ArrowLine({ edge, tone, hasHead }: { edge: SceneEdge; tone?: string; hasHead: boolean }) {
  const ring = edge.isInCycle ? 'stroke-reject opacity-80' : 'stroke-neutral-9 opacity-50'
  return (
    <path
      fill="none"
      d={pathOfCurve(edge.curve)}
      strokeWidth={strokeWidthOf(edge.count)}
      markerEnd={hasHead ? 'url(#arrow)' : undefined}
      className={classNames('group-hover:stroke-accent group-hover:opacity-100', tone ?? ring)}
    />
  )
}

/** How strong all arrows are while some of them are looked at. */
export const restOpacity = 0.15

/** The arrow that was chosen, over the others. */
export function ChosenLine({ edge }: { edge: SceneEdge }) {
  return <path fill="none" d={pathOfCurve(edge.curve)} strokeWidth={3} className="pointer-events-none stroke-accent" />
}

/** The head of an arrow, in the colour of its line. */
export function ArrowHead() {
  return (
    <defs>
      <marker
        id="arrow"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M1,1 L7,4 L1,7" fill="none" stroke="context-stroke" strokeWidth="1.2" />
      </marker>
    </defs>
  )
}
