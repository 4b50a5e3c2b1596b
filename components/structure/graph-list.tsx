'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { LanguageDot } from '@/components/repository/languages-bar'
import { classNames } from '@/components/ui/class-names'
import { PathText } from '@/components/ui/path-text'
import type { Scene } from './scene'

const rowHeight = 28

/** The graph in words: every box with how much it uses and is used. */
export function GraphList({
  scene,
  selected,
  onSelect,
}: {
  scene: Scene
  selected: number | undefined
  onSelect: (index: number) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: scene.nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  })
  return (
    <div ref={scroller} className="h-full overflow-y-auto">
      <ul aria-label="Files and folders" className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const node = scene.nodes[index]
          if (!node) return null
          return (
            <li
              key={node.id}
              className="absolute inset-x-0"
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                data-ring="inside"
                aria-pressed={index === selected}
                onClick={() => onSelect(index)}
                className={classNames(
                  'flex h-full w-full items-center gap-2 px-4 text-left hover:bg-neutral-3',
                  index === selected && 'bg-accent-soft!',
                )}
              >
                <LanguageDot language={node.language} />
                <PathText path={node.id} className="grow" />
                <span className="shrink-0 text-small text-neutral-10 tabular-nums">
                  uses {scene.uses[index]?.length ?? 0} · used by {scene.usedBy[index]?.length ?? 0}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
