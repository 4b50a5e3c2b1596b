'use client'

import { memo } from 'react'
import type { SceneNode } from '@/components/structure/scene'
import { colorOfRun } from '@/components/trajectory/run-color'
import { classNames } from '@/components/ui/class-names'
import { type BoxGlow, glowWords } from './replay-glow'

export type GlowBoxProps = BoxGlow & {
  node: SceneNode
  isSelected: boolean
  onSelect: (node: SceneNode) => void
}

/** A file or closed folder in the state of the moment; drawn again only when its own state changes. */
export const GlowBox = memo(
  function GlowBox({ node, isSelected, onSelect, ...glow }: GlowBoxProps) {
    const { state, there, isWriting, isReading, isRead, runOrder } = glow
    const { width, height, files } = node
    const radius = node.kind === 'folder' ? 3 : height / 2
    const tone = isWriting
      ? 'stroke-accent'
      : isReading || isRead
        ? 'stroke-return'
        : isSelected
          ? 'stroke-neutral-11'
          : 'stroke-neutral-7'
    const isAbsent = state === 'absent'
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the list says and does the same for the keyboard
      <g
        transform={`translate(${node.x} ${node.y})`}
        data-glow={isWriting ? 'writing' : isReading ? 'reading' : isRead ? 'read' : state}
        onClick={() => onSelect(node)}
        className="group cursor-pointer"
      >
        <title>{`${node.id}: ${glowWords(glow, files)}`}</title>
        {(isWriting || isReading) && (
          <rect
            x={-4}
            y={-4}
            width={width + 8}
            height={height + 8}
            rx={radius + 4}
            className={isWriting ? 'fill-accent/25' : 'fill-return/25'}
          />
        )}
        <rect
          width={width}
          height={height}
          rx={radius}
          strokeWidth={isWriting || isReading || isSelected ? 2 : 1}
          strokeDasharray={isAbsent ? '3 3' : undefined}
          className={classNames(
            'transition-colors group-hover:stroke-neutral-10',
            tone,
            isAbsent ? 'fill-neutral-1' : 'fill-neutral-3',
          )}
        />
        {state === 'partly' && (
          <rect x={1} y={height - 4} width={((width - 2) * there) / files} height={3} className="fill-neutral-9" />
        )}
        <Sign isWriting={isWriting} isReading={isReading} isAbsent={isAbsent} runOrder={runOrder} y={height / 2} />
        <text
          x={22}
          y={height / 2}
          dominantBaseline="central"
          className={classNames('font-mono text-small select-none', isAbsent ? 'fill-neutral-10' : 'fill-neutral-12')}
        >
          {node.shown}
        </text>
      </g>
    )
  },
  (a, b) =>
    a.node === b.node &&
    a.isSelected === b.isSelected &&
    a.onSelect === b.onSelect &&
    a.state === b.state &&
    a.there === b.there &&
    a.isWriting === b.isWriting &&
    a.isReading === b.isReading &&
    a.isRead === b.isRead &&
    a.runOrder === b.runOrder,
)

type SignProps = Pick<BoxGlow, 'isWriting' | 'isReading' | 'runOrder'> & { isAbsent: boolean; y: number }

/** A pen for what is written, an eye for what is read, else the colour of the run that changed it last: never colour alone. */
export function Sign({ isWriting, isReading, isAbsent, runOrder, y }: SignProps) {
  if (isWriting)
    return (
      <path
        d={`M8,${y + 4} L9,${y + 1} L14,${y - 4} L16,${y - 2} L11,${y + 3} Z`}
        strokeWidth={1.2}
        strokeLinejoin="round"
        className="fill-none stroke-accent"
      />
    )
  if (isReading)
    return (
      <g strokeWidth={1.2} className="fill-none stroke-return">
        <path d={`M6,${y} Q12,${y - 6} 18,${y} Q12,${y + 6} 6,${y} Z`} />
        <circle cx={12} cy={y} r={1.5} />
      </g>
    )
  const color = runOrder === undefined ? 'var(--color-neutral-8)' : colorOfRun(runOrder)
  return (
    <circle
      cx={12}
      cy={y}
      r={4}
      style={isAbsent ? { fill: 'none', stroke: 'var(--color-neutral-8)' } : { fill: color }}
    />
  )
}
