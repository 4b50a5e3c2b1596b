'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useRef, useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { useCommands } from '@/components/ui/use-commands'
import { useKeys } from '@/components/ui/use-keys'
import type { Decision, Finding, PreflightView } from '@/lib/dataset/preflight/finding'
import { type FindingChoice, findingsQuery } from './dataset-queries'
import { placeOfFinding } from './finding-place'
import { FindingRow } from './finding-row'
import { RuleActions } from './rule-actions'
import { shownFindings } from './shown-findings'
import { useDecisions } from './use-decisions'

export type FindingListProps = {
  id: string
  choice: FindingChoice
  rules: PreflightView['rules']
  mayDecide: boolean
}

const rowHeight = 65
/** So many rows before the last one that is known, the next page is asked for. */
const rowsAhead = 40

/**
 * The findings, decided one after the other by keys: after a decision the next one is at hand. Only what is in sight is
 * drawn, however many there are.
 */
export function FindingList({ id, choice, rules, mayDecide }: FindingListProps) {
  const router = useRouter()
  const query = useInfiniteQuery(findingsQuery(id, choice))
  const { data, error, hasNextPage, isFetching, isFetchingNextPage, isPlaceholderData, fetchNextPage } = query
  const { made, error: refusal, settle, undo, forget } = useDecisions(id)
  const rows = useMemo(
    () => shownFindings(data?.pages.flatMap((page) => page.rows) ?? [], choice, made),
    [data, choice, made],
  )
  const { place, moveTo } = useCursor(`${choice.check}/${choice.rule}/${choice.state}`, rows.length)
  const isLoading = rows.length === 0 && (!data || isPlaceholderData)
  const current = rows[place]
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.fingerprint ?? index,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - rowsAhead
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [isNearEnd, hasNextPage, isFetching, error, fetchNextPage])
  useEffect(() => virtual.scrollToIndex(place), [virtual, place])
  const takesFocus = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another finding is the current one
  useEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    list.current?.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true })
  }, [current?.fingerprint])
  const move = (by: number) => {
    takesFocus.current = true
    moveTo(place + by)
  }
  const decide = (finding: Finding | undefined, decision: Decision | null) => {
    if (!finding || !mayDecide || (decision === 'mask' && !finding.canMask)) return
    takesFocus.current = true
    settle(finding, decision)
    // What leaves the list makes room for the next one by itself.
    if (shownFindings([{ ...finding, decision }], choice, new Map()).length > 0) moveTo(place + 1)
  }
  const key = (title: string, run: () => void) => ({ title, group: 'Findings', run })
  useKeys({
    j: key('Next finding', () => move(1)),
    k: key('Finding before', () => move(-1)),
    down: () => move(1),
    up: () => move(-1),
    enter: key('Open its place', () => current && router.push(placeOfFinding(current))),
  })
  useKeys(
    {
      '1': key('Keep', () => decide(current, 'keep')),
      '2': key('Mask', () => decide(current, 'mask')),
      '3': key('Drop the trajectory', () => decide(current, 'drop')),
      '4': key('Drop the repository', () => decide(current, 'drop_repository')),
      '0': key('Take the decision back', () => decide(current, null)),
      'mod+z': undo,
    },
    mayDecide,
  )
  useCommands(
    mayDecide
      ? [{ id: 'undo-decision', title: 'Undo the last decision', group: 'Findings', keys: 'u', run: undo }]
      : [],
  )
  const rule = rules.find((one) => one.check === choice.check && one.rule === choice.rule)
  return (
    <div className="flex min-h-0 grow flex-col">
      {rule && mayDecide && (
        <RuleActions
          key={`${rule.check}/${rule.rule}`}
          id={id}
          rule={rule}
          state={choice.state}
          canMask={rows.some(({ canMask }) => canMask)}
          onDone={forget}
        />
      )}
      {error && (
        <ErrorPanel
          className="m-4"
          sentence={error.message}
          onRetry={() => (data ? fetchNextPage() : query.refetch())}
        />
      )}
      {refusal && <ErrorPanel className="m-4" sentence={refusal.message} />}
      <div ref={scroller} className="min-h-0 grow overflow-y-auto">
        {isLoading && !error && <FindingSkeleton />}
        {!isLoading && rows.length === 0 && !hasNextPage && (
          <EmptyState title={choice.state === 'open' ? 'Nothing to decide here' : 'Nothing here'}>
            {choice.state === 'open' ? 'Every finding of this kind has a decision, or there is none.' : null}
          </EmptyState>
        )}
        <ul ref={list} aria-label="Findings" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start, key: fingerprint }) => {
            const finding = rows[index]
            return (
              finding && (
                <FindingRow
                  key={fingerprint}
                  ref={virtual.measureElement}
                  index={index}
                  start={start}
                  finding={finding}
                  isCurrent={index === place}
                  mayDecide={mayDecide}
                  onCurrent={() => moveTo(index)}
                  onDecide={(decision) => decide(finding, decision)}
                />
              )
            )
          })}
        </ul>
        {isFetchingNextPage && <Skeleton className="mx-4 my-2 h-12" />}
      </div>
    </div>
  )
}

/** As high as the findings will be. */
function FindingSkeleton() {
  return Array.from({ length: 4 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never move
    <div key={row} aria-hidden className="grid content-center gap-3 border-b px-4" style={{ height: rowHeight }}>
      <Skeleton className="h-3 w-1/2" />
      <Skeleton className="h-3 w-1/4" />
    </div>
  ))
}

/** The place of the current row; another list begins at its first one. */
function useCursor(list: string, count: number) {
  const [cursor, setCursor] = useState({ list, at: 0 })
  const inList = (at: number) => Math.max(0, Math.min(at, count - 1))
  const place = inList(cursor.list === list ? cursor.at : 0)
  return { place, moveTo: (at: number) => setCursor({ list, at: inList(at) }) }
}
