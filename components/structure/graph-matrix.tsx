'use client'

import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { feedbackOrder } from '@/lib/structure/feedback-order'
import type { VisibleGraph } from './visible-graph'

export type GraphMatrixProps = {
  visible: VisibleGraph
  selected: string | null
  onSelect: (id: string) => void
  onOpen: (id: string) => void
  onEdge: (from: string, to: string) => void
}

/**
 * Who uses whom as a table: a row uses the columns. Rows go from what uses to what is used, so that a cell below the
 * diagonal points backwards (D. Steward, "The design structure system", IEEE Trans. EM 28(3), 1981).
 */
export function GraphMatrix({ visible, selected, onSelect, onOpen, onEdge }: GraphMatrixProps) {
  const { nodes, direct } = visible
  const table = useRef<HTMLTableElement>(null)
  const [pointed, setPointed] = useState<{ row: number; column: number }>()
  const { order, counts, most } = useMemo(() => arrange(nodes.length, direct), [nodes, direct])
  const onKeyDown = (event: KeyboardEvent) => {
    const move = steps[event.key]
    const cell = event.target instanceof Element ? event.target.closest('[data-cell]') : null
    const [row = 0, column = 0] = cell?.getAttribute('data-cell')?.split(' ').map(Number) ?? []
    if (!move || !cell) return
    event.preventDefault()
    event.stopPropagation()
    const [down, right] = move
    const limit = (value: number, least: number) => Math.max(least, Math.min(order.length - 1, value))
    const next = `[data-cell="${limit(row + down, 0)} ${limit(column + right, -1)}"]`
    table.current?.querySelector<HTMLElement>(next)?.focus()
  }
  return (
    <div className="h-full overflow-auto p-4">
      <table
        ref={table}
        aria-label="Who uses whom: rows use columns"
        onKeyDown={onKeyDown}
        onMouseLeave={() => setPointed(undefined)}
        className="border-separate border-spacing-0 text-small"
      >
        <thead>
          <tr>
            <td className="sticky left-0 z-10 bg-neutral-1" />
            {order.map((node, column) => (
              <th key={nodes[node]?.id} scope="col" className="h-36 w-5 min-w-5 p-0 align-bottom font-normal">
                <span
                  title={nodes[node]?.id}
                  className={classNames(
                    'inline-block max-h-34 rotate-180 truncate py-1 font-mono text-neutral-10 [writing-mode:vertical-rl]',
                    pointed?.column === column && 'text-neutral-12!',
                  )}
                >
                  {ending(nodes[node]?.id ?? '', 17)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((from, row) => (
            <tr key={nodes[from]?.id}>
              <th scope="row" className="sticky left-0 z-10 bg-neutral-1 p-0 text-left font-normal">
                <button
                  type="button"
                  data-ring="inside"
                  data-cell={`${row} -1`}
                  title={nodes[from]?.id}
                  aria-pressed={nodes[from]?.id === selected}
                  onClick={() => onSelect(nodes[from]?.id ?? '')}
                  onDoubleClick={() => onOpen(nodes[from]?.id ?? '')}
                  className={classNames(
                    'h-5 w-full rounded-small px-1.5 text-right font-mono whitespace-nowrap text-neutral-11 hover:bg-neutral-4',
                    pointed?.row === row && 'bg-neutral-4 text-neutral-12!',
                    nodes[from]?.id === selected && 'bg-accent-soft!',
                  )}
                >
                  {ending(nodes[from]?.id ?? '', 36)}
                </button>
              </th>
              {order.map((to, column) => (
                <td
                  key={nodes[to]?.id}
                  onMouseEnter={() => setPointed({ row, column })}
                  className={classNames(
                    'size-5 border-r border-b p-0',
                    row === 0 && 'border-t',
                    column === 0 && 'border-l',
                    row === column && 'bg-neutral-4',
                    row !== column && (pointed?.row === row || pointed?.column === column) && 'bg-neutral-3',
                  )}
                >
                  <Cell
                    name={`${row} ${column}`}
                    count={counts.get(from * nodes.length + to) ?? 0}
                    most={most}
                    isBackward={column < row}
                    title={`${nodes[from]?.id} uses ${nodes[to]?.id}`}
                    onClick={() => onEdge(nodes[from]?.id ?? '', nodes[to]?.id ?? '')}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pt-3 text-small text-neutral-10">
        A row uses the columns; red cells close a cycle. The darkest cell stands for{' '}
        {formatUnit(most, 'dependency', 'dependencies')}.
      </p>
    </div>
  )
}

type CellProps = { name: string; count: number; most: number; isBackward: boolean; title: string; onClick: () => void }

function Cell({ name, count, most, isBackward, title, onClick }: CellProps) {
  if (count === 0) return null
  const strength = 0.25 + (0.75 * Math.log1p(count)) / Math.log1p(most)
  return (
    <button
      type="button"
      data-ring="inside"
      data-cell={name}
      tabIndex={-1}
      title={`${title}: ${formatCount(count)}`}
      aria-label={`${title}: ${formatCount(count)}`}
      onClick={onClick}
      style={{ opacity: strength }}
      className={classNames('block size-full', isBackward ? 'bg-reject' : 'bg-accent')}
    />
  )
}

const steps: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Boxes without any arrow would be empty rows: they are left out. */
function arrange(size: number, { from, to, count }: VisibleGraph['direct']) {
  const tied = new Set([...from, ...to])
  const order = feedbackOrder(size, { from, to }, count).filter((node) => tied.has(node))
  const counts = new Map(Array.from(from, (source, edge) => [source * size + (to[edge] ?? 0), count[edge] ?? 0]))
  return { order, counts, most: Math.max(1, ...count) }
}

/** The end of a path says more than its beginning. */
function ending(path: string, longest: number): string {
  return path.length <= longest ? path : `…${path.slice(1 - longest)}`
}
