'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useMemo, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { type Scroll, useKeptScroll } from './use-kept-scroll'
import type { VisibleGraph } from './visible-graph'

const rowHeight = 28

export type GraphListProps = {
  visible: VisibleGraph
  colors: readonly string[]
  selected: string | null
  scroll: RefObject<Scroll>
  onSelect: (id: string) => void
  onOpen: (id: string) => void
}

/** The graph in words: every box with how much it uses and is used. */
export function GraphList({ visible, colors, selected, scroll, onSelect, onOpen }: GraphListProps) {
  const { nodes, direct } = visible
  const scroller = useRef<HTMLDivElement>(null)
  useKeptScroll(scroller, scroll)
  const ties = useMemo(() => countTies(nodes.length, direct), [nodes, direct])
  const rows = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const from = event.target instanceof HTMLElement ? Number(event.target.dataset.row ?? Number.NaN) : Number.NaN
    if (step === 0 || Number.isNaN(from)) return
    event.preventDefault()
    event.stopPropagation()
    const next = Math.max(0, Math.min(nodes.length - 1, from + step))
    rows.scrollToIndex(next)
    scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus()
  }
  return (
    <div ref={scroller} className="h-full overflow-y-auto">
      <ul
        aria-label="Files and folders"
        onKeyDown={onKeyDown}
        className="relative"
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const node = nodes[index]
          if (!node) return null
          return (
            <li
              key={node.id}
              aria-setsize={nodes.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0"
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                data-ring="inside"
                data-row={index}
                aria-pressed={node.id === selected}
                onClick={() => onSelect(node.id)}
                onDoubleClick={() => onOpen(node.id)}
                className={classNames(
                  'flex h-full w-full items-center gap-2 px-4 text-left hover:bg-neutral-3',
                  node.id === selected && 'bg-accent-soft!',
                )}
              >
                <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colors[index] }} />
                <PathText path={node.id} className="grow" />
                <span className="shrink-0 text-small text-neutral-10 tabular-nums">
                  {node.kind === 'folder' && `${formatUnit(node.files, 'file')} · `}
                  uses {formatCount(ties.uses[index] ?? 0)} · used by {formatCount(ties.usedBy[index] ?? 0)}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function countTies(size: number, { from, to }: VisibleGraph['direct']) {
  const uses = new Int32Array(size)
  const usedBy = new Int32Array(size)
  for (const [edge, source] of from.entries()) {
    const target = to[edge] ?? 0
    uses[source] = (uses[source] ?? 0) + 1
    usedBy[target] = (usedBy[target] ?? 0) + 1
  }
  return { uses, usedBy }
}
