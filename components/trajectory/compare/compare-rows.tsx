'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Equal } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useStepTexts } from '@/components/trajectory/use-step-texts'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Switch } from '@/components/ui/switch'
import { useAddress } from '@/components/ui/use-address'
import { useCommands } from '@/components/ui/use-commands'
import type { Comparison } from '@/lib/trajectory/comparison'
import { CompareRow } from './compare-row'

const sameHeight = 62
const differentHeight = 160
const group = 'Compare'

/** The steps of both sides as one long list, of which only what is in sight is drawn and loaded. */
export function CompareRows({ comparison }: { comparison: Comparison }) {
  const { left, right, pairs, differences } = comparison
  const [only, setOnly] = useAddress('only')
  const isOnly = only === 'different'
  const rows = useMemo(() => (isOnly ? pairs.filter(([, , isSame]) => !isSame) : pairs), [pairs, isOnly])
  const [cursor, setCursor] = useState(-1)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (row) => (rows[row]?.[2] ? sameHeight : differentHeight),
    overscan: 6,
    getItemKey: (row) => `${rows[row]?.[0]} ${rows[row]?.[1]}`,
  })
  const items = virtual.getVirtualItems()
  const seen = items.map(({ index }) => rows[index] ?? ([-1, -1, true] as const))
  const lefts = useStepTexts(
    left,
    seen.map(([at]) => at),
  )
  const rights = useStepTexts(
    right,
    seen.map(([, at]) => at),
  )
  const goTo = (row: number) => {
    if (row < 0) return
    setCursor(row)
    virtual.scrollToIndex(row, { align: 'start' })
  }
  const next = () => goTo(rows.findIndex(([, , isSame], row) => row > cursor && !isSame))
  const previous = () =>
    goTo(rows.findLastIndex(([, , isSame], row) => row < (cursor < 0 ? rows.length : cursor) && !isSame))
  const filter = () => {
    setCursor(-1)
    setOnly(isOnly ? undefined : 'different')
  }
  useCommands([
    { id: 'next-difference', title: 'Next difference', group, keys: 'n', run: next },
    { id: 'previous-difference', title: 'Previous difference', group, keys: 'p', run: previous },
    {
      id: 'only-different',
      title: isOnly ? 'Show all steps' : 'Show only what differs',
      group,
      keys: 'f',
      run: filter,
    },
  ])
  const place = cursor < 0 ? 0 : rows.slice(0, cursor + 1).filter(([, , isSame]) => !isSame).length
  const error = lefts.error ?? rights.error
  return (
    <>
      <div className="flex h-9 shrink-0 items-center gap-3 border-b px-4">
        <span role="status" className="text-neutral-11 tabular-nums">
          {differences === 0
            ? `All ${formatUnit(pairs.length, 'step')} are the same`
            : `${formatCount(differences)} of ${formatUnit(pairs.length, 'step')} differ${place > 0 ? `, at difference ${place}` : ''}`}
        </span>
        <span className="flex items-center gap-2 text-small text-neutral-10">
          <del className="text-reject">only left</del>
          <ins className="text-approve">only right</ins>
        </span>
        <Switch label="Only what differs" checked={isOnly} onChange={filter} className="ml-auto" />
        <span className="flex">
          <IconButton label="Previous difference" keys="p" disabled={differences === 0} onClick={previous}>
            <ArrowUp />
          </IconButton>
          <IconButton label="Next difference" keys="n" disabled={differences === 0} onClick={next}>
            <ArrowDown />
          </IconButton>
        </span>
      </div>
      {error && <ErrorPanel className="m-4" sentence={error.message} />}
      {rows.length === 0 ? (
        <EmptyState icon={<Equal />} title="Nothing differs">
          Both sides say the same in every step.
        </EmptyState>
      ) : (
        <section
          ref={scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
          tabIndex={0}
          aria-label="Steps side by side"
          className="min-h-0 grow overflow-y-auto"
          data-ring="inside"
        >
          <ol aria-label="Steps" className="relative" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start, key }) => {
              const row = rows[index]
              if (!row) return null
              const [at, to, isSame] = row
              return (
                <li
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-current={index === cursor || undefined}
                  className="absolute inset-x-0 border-b aria-[current=true]:bg-accent-soft/40"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <CompareRow
                    comparison={comparison}
                    left={at}
                    right={to}
                    isSame={isSame}
                    leftText={at < 0 ? null : lefts.textAt(at)}
                    rightText={to < 0 ? null : rights.textAt(to)}
                  />
                </li>
              )
            })}
          </ol>
        </section>
      )}
    </>
  )
}
