'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight, CircleDashed, Search, Sparkles, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, memo, type Ref, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
import { PathText } from '@/components/ui/path-text'
import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'
import { MarkDots } from './mark-dots'
import type { Marks, MarksByStep } from './marks'
import { moveTo } from './navigation'
import { matchesOutline, type OutlineRow, outlineRows } from './outline-rows'
import { colorOfRun } from './run-color'
import { nameOfStep, StepIcon } from './step-icon'

export type StepOutlineProps = {
  runs: readonly Run[]
  steps: readonly StepEntry[]
  position: number
  onMove: (position: number) => void
  search: Ref<HTMLInputElement>
  /** Paths of what exists when the work begins. */
  given: readonly string[]
  /** What people have put on steps. */
  marks: MarksByStep
  /** The same by run, with all that is in it. */
  runMarks: MarksByStep
}

const rowHeight = 26
const indent = 14

/** The tree of runs and steps. The cursor is one; it is always in sight. */
export const StepOutline = memo(function StepOutline(props: StepOutlineProps) {
  const { runs, steps, position, onMove, search, given, marks, runMarks } = props
  const existing = useMemo(() => new Set(given), [given])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [query, setQuery] = useState('')
  const rows = useMemo(() => outlineRows(runs, steps, closed), [runs, steps, closed])
  const orderOfRun = useMemo(() => new Map(runs.map((run, order) => [run.id, order])), [runs])
  const current = currentRow(rows, position)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  useEffect(() => virtual.scrollToIndex(current, { align: 'auto' }), [virtual, current])
  const toggle = useCallback(
    (id: string) =>
      setClosed((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  return (
    <section aria-label="Outline" className="flex h-full min-h-0 flex-col">
      <OutlineSearch steps={steps} position={position} query={query} onQuery={setQuery} onMove={onMove} ref={search} />
      <div ref={scroller} className="min-h-0 grow overflow-y-auto py-1">
        <div role="tree" aria-label="Runs and steps" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (!row) return null
            const order = orderOfRun.get(row.kind === 'run' ? row.run.id : row.step.runId) ?? 0
            return (
              <OutlineLine
                key={row.kind === 'run' ? `run ${row.run.id} ${row.first}` : row.step.id}
                row={row}
                order={order}
                runPath={runs[order]?.path ?? null}
                start={start}
                isCurrent={index === current}
                isGiven={row.kind === 'step' && row.step.path !== null && existing.has(row.step.path)}
                marks={row.kind === 'step' ? marks.get(row.step.id) : runMarks.get(row.run.id)}
                isFaint={query !== '' && row.kind === 'step' && !matchesOutline(row.step, query)}
                onMove={onMove}
                onToggle={toggle}
              />
            )
          })}
        </div>
      </div>
    </section>
  )
})

type OutlineLineProps = Pick<StepOutlineProps, 'onMove'> & {
  row: OutlineRow
  /** Place of its run among the runs. */
  order: number
  runPath: string | null
  /** Pixels from the top of the list. */
  start: number
  isCurrent: boolean
  isFaint: boolean
  marks: Marks | undefined
  /** Whether it is about a file that exists when the work begins. */
  isGiven: boolean
  onToggle: (runId: string) => void
}

/** Drawn again only when it changes itself: a move of the cursor is about two lines of the many. */
const OutlineLine = memo(function OutlineLine(props: OutlineLineProps) {
  const { row, order, runPath, start, isCurrent, isFaint, isGiven, marks, onMove, onToggle } = props
  const toggle = () => row.kind === 'run' && onToggle(row.run.id)
  return (
    <div
      role="treeitem"
      tabIndex={isCurrent ? 0 : -1}
      aria-level={row.depth + 1}
      aria-selected={isCurrent}
      aria-expanded={row.kind === 'run' ? row.isOpen : undefined}
      data-ring="inside"
      onClick={() => onMove(row.kind === 'run' ? row.first : row.step.position)}
      onKeyDown={(event) => event.key === 'Enter' && toggle()}
      className={classNames(
        'absolute inset-x-0 flex items-center gap-1.5 pr-2',
        isCurrent ? 'bg-accent-soft shadow-cursor' : 'hover:bg-neutral-3',
        isFaint && 'opacity-35',
      )}
      style={{ height: rowHeight, paddingLeft: 8 + row.depth * indent, transform: `translateY(${start}px)` }}
    >
      {row.kind === 'run' ? (
        <RunLine row={row} color={colorOfRun(order)} marks={marks} onToggle={toggle} />
      ) : (
        <StepLine step={row.step} path={runPath} isGiven={isGiven} marks={marks} />
      )}
    </div>
  )
})

/** The line of the step, or of the closed run that hides it. */
function currentRow(rows: readonly OutlineRow[], position: number): number {
  const index = rows.findLastIndex((row) =>
    row.kind === 'step' ? row.step.position <= position : row.first <= position && !row.isOpen,
  )
  return Math.max(0, index)
}

type RunLineProps = { row: OutlineRow & { kind: 'run' }; color: string; marks: Marks | undefined; onToggle: () => void }

function RunLine({ row, color, marks, onToggle }: RunLineProps) {
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        aria-label={row.isOpen ? 'Fold' : 'Unfold'}
        onClick={(event) => {
          event.stopPropagation()
          onToggle()
        }}
        className="-ml-1 rounded-small p-0.5 text-neutral-10 hover:bg-neutral-5"
      >
        <ChevronRight aria-hidden className={classNames('size-3.5 transition-transform', row.isOpen && 'rotate-90')} />
      </button>
      <span aria-hidden className="size-2 shrink-0 rounded-small" style={{ background: color }} />
      {row.run.path ? (
        <PathText path={row.run.path} className="text-small! font-medium" />
      ) : (
        <span className="font-medium">{row.run.role}</span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-1.5 text-small text-neutral-10 tabular-nums">
        {marks && <MarkDots marks={marks} />}
        {row.optimized > 0 && <OptimizedMark label={`${row.optimized} optimized`} />}
        {row.steps}
      </span>
    </>
  )
}

type StepLineProps = { step: StepEntry; path: string | null; isGiven: boolean; marks: Marks | undefined }

function StepLine({ step, path, isGiven, marks }: StepLineProps) {
  return (
    <>
      <span className="w-3 shrink-0" />
      <StepIcon kind={step.kind} tool={step.tool} />
      <span className={classNames('shrink-0', step.kind === 'observe' && 'text-neutral-10')}>{nameOfStep(step)}</span>
      {step.path && step.path !== path && <PathText path={step.path} className="text-small! text-neutral-10" />}
      {isGiven && (
        <span className="shrink-0 text-small text-neutral-10" title="It existed when the work began">
          given
        </span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-1">
        {marks && <MarkDots marks={marks} />}
        {step.isError && (
          <span title="Something is wrong">
            <TriangleAlert aria-label="Something is wrong" className="size-3 text-reject" />
          </span>
        )}
        {step.openSearch && (
          <span title="A finding waits for a decision">
            <CircleDashed aria-label="A finding waits for a decision" className="size-3 text-accent-text" />
          </span>
        )}
        {step.isOptimized && <OptimizedMark label="Found by a search" />}
      </span>
    </>
  )
}

function OptimizedMark({ label }: { label: string }) {
  return (
    <span title={label}>
      <Sparkles aria-label={label} className="size-3 text-accent-text" />
    </span>
  )
}

type OutlineSearchProps = Pick<StepOutlineProps, 'steps' | 'position' | 'onMove'> & {
  query: string
  onQuery: (query: string) => void
  ref: Ref<HTMLInputElement>
}

/** Enter goes to the next step with the words in its path, tool or kind, Shift Enter to the one before. */
function OutlineSearch({ steps, position, query, onQuery, onMove, ref }: OutlineSearchProps) {
  const found = query.trim() === '' ? [] : steps.filter((step) => matchesOutline(step, query))
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      onQuery('')
      event.currentTarget.blur()
    }
    if (event.key !== 'Enter' || found.length === 0) return
    const next = moveTo(steps, position, event.shiftKey ? -1 : 1, (step) => matchesOutline(step, query))
    onMove(next === position && found[0] ? found[0].position : next)
  }
  const place = found.findIndex((step) => step.position === position)
  return (
    <div className="relative border-b p-1">
      <Input
        ref={ref}
        type="search"
        icon={<Search aria-hidden />}
        aria-label="Find in the outline"
        placeholder="Find a path, tool or kind"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
        className="[&_input]:border-transparent! [&_input]:bg-transparent!"
      />
      {query.trim() !== '' && (
        <span role="status" className="absolute top-2.5 right-3 text-small text-neutral-10 tabular-nums">
          {place >= 0 ? `${place + 1} of ` : ''}
          {found.length}
        </span>
      )}
    </div>
  )
}
