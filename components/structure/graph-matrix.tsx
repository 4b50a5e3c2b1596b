'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { isMove, isStop, matrixOf, type Place, placeName, placeTowards, type Tie } from './matrix'
import { type Scroll, useKeptScroll } from './use-kept-scroll'
import type { VisibleGraph } from './visible-graph'

export type GraphMatrixProps = {
  visible: VisibleGraph
  selected: string | null
  scroll: RefObject<Scroll>
  onSelect: (id: string) => void
  onOpen: (id: string) => void
  onEdge: (from: string, to: string) => void
}

const firstPlace: Place = { row: 0, column: -1 }

/** Who uses whom as a table: a row uses the columns. Tab leads to one place in it, the arrow keys on to all others. */
export function GraphMatrix({ visible, selected, scroll, onSelect, onOpen, onEdge }: GraphMatrixProps) {
  const { nodes, direct } = visible
  const scroller = useRef<HTMLDivElement>(null)
  useKeptScroll(scroller, scroll)
  const table = useRef<HTMLTableElement>(null)
  const [pointed, setPointed] = useState<Place>()
  const [cursor, setCursor] = useState(firstPlace)
  const matrix = useMemo(() => matrixOf(nodes.length, direct), [nodes, direct])
  const { order, ties, most } = matrix
  // The cell that was stood in may be gone from the newest picture.
  const stop = placeName(isStop(matrix, cursor) ? cursor : firstPlace)
  const onFocus = (event: FocusEvent) => {
    const place = placeAt(event.target)
    if (!place) return
    setCursor(place)
    setPointed(place)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const from = placeAt(event.target)
    if (!from || !isMove(event.key) || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = placeTowards(matrix, from, event.key)
    if (next) table.current?.querySelector<HTMLElement>(`[data-cell="${placeName(next)}"]`)?.focus()
  }
  return (
    <div ref={scroller} className="h-full overflow-auto pr-4 pb-4">
      <table
        ref={table}
        aria-label="Who uses whom: rows use columns"
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={() => setPointed(undefined)}
        onMouseLeave={() => setPointed(undefined)}
        className="border-separate border-spacing-0 text-small"
      >
        <thead className="sticky top-0 z-20 bg-neutral-1">
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
              <th scope="row" className="sticky left-0 z-10 bg-neutral-1 p-0 pl-4 text-left font-normal">
                <button
                  type="button"
                  data-ring="inside"
                  data-cell={placeName({ row, column: -1 })}
                  tabIndex={placeName({ row, column: -1 }) === stop ? 0 : -1}
                  title={nodes[from]?.id}
                  aria-pressed={nodes[from]?.id === selected}
                  onClick={() => onSelect(nodes[from]?.id ?? '')}
                  onDoubleClick={() => onOpen(nodes[from]?.id ?? '')}
                  className={classNames(
                    'h-5 w-full scroll-mt-40 rounded-small px-1.5 text-right font-mono whitespace-nowrap text-neutral-11 hover:bg-neutral-4',
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
                    name={placeName({ row, column })}
                    isStop={placeName({ row, column }) === stop}
                    tie={ties.get(placeName({ row, column }))}
                    most={most}
                    title={`${nodes[from]?.id} uses ${nodes[to]?.id}`}
                    onClick={() => onEdge(nodes[from]?.id ?? '', nodes[to]?.id ?? '')}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="px-4 pt-3 text-small text-neutral-10">
        A row uses the columns; red cells are in a cycle when the program runs. The strongest colour stands for{' '}
        {formatUnit(most, 'dependency', 'dependencies')}.
      </p>
    </div>
  )
}

type CellProps = {
  name: string
  isStop: boolean
  tie: Tie | undefined
  most: number
  title: string
  onClick: () => void
}

function Cell({ name, isStop, tie, most, title, onClick }: CellProps) {
  if (!tie) return null
  const strength = 0.25 + (0.75 * Math.log1p(tie.count)) / Math.log1p(most)
  const label = `${title}: ${formatCount(tie.count)}${tie.isInCycle ? ', in a cycle' : ''}`
  const color = tie.isInCycle ? 'var(--color-reject)' : 'var(--color-accent)'
  return (
    <button
      type="button"
      data-ring="inside"
      data-cell={name}
      tabIndex={isStop ? 0 : -1}
      title={label}
      aria-label={label}
      onClick={onClick}
      // Only the colour fades, not the ring of the focus; and what is gone to stands clear of the names of rows and columns.
      style={{ background: `color-mix(in oklch, ${color} ${Math.round(100 * strength)}%, transparent)` }}
      className="block size-full scroll-mt-40 scroll-ml-72 outline-neutral-12"
    />
  )
}

function placeAt(target: EventTarget): Place | undefined {
  const name = target instanceof Element ? target.closest('[data-cell]')?.getAttribute('data-cell') : undefined
  const [row, column] = name?.split(' ').map(Number) ?? []
  return row === undefined || column === undefined ? undefined : { row, column }
}

/** The end of a path says more than its beginning. */
function ending(path: string, longest: number): string {
  return path.length <= longest ? path : `…${path.slice(1 - longest)}`
}
