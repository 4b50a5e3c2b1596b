'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { formatCount, formatPercent, formatUnit } from '@/components/ui/number-format'
import type { Hit } from '@/lib/trajectory/find'
import type { StepEntry } from '@/lib/trajectory/view'
import { nameOfStep, StepIcon } from './step-icon'
import type { Find } from './use-find'

const hitHeight = 52

/** Where words are in all of the trajectory: Enter and Shift Enter go through the hits, Escape closes. */
export function FindPanel({ find, steps }: { find: Find; steps: readonly StepEntry[] }) {
  const { query, ask, hits, current, move, close } = find
  const input = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => hitHeight,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: again whenever it is asked for
  useEffect(() => input.current?.select(), [find.asked])
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' })
  }, [virtual, current])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && event.target === input.current) move(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }
  return (
    <search aria-label="Find in the trajectory" onKeyDown={onKeyDown} className="flex h-full min-h-0 flex-col">
      <div className="grid gap-1 border-b p-1">
        <div className="flex items-center gap-0.5">
          <Input
            ref={input}
            icon={<Search aria-hidden />}
            type="search"
            aria-label="Find in the trajectory"
            placeholder="Find in all steps"
            value={query.words}
            onChange={(event) => ask({ ...query, words: event.target.value })}
            className="grow [&_input]:border-transparent! [&_input]:bg-transparent!"
          />
          <IconButton label="Close" keys="escape" onClick={close}>
            <X />
          </IconButton>
        </div>
        <div className="flex items-center gap-0.5">
          <IconButton
            label="Match the case"
            isPressed={query.isCaseSensitive}
            onClick={() => ask({ ...query, isCaseSensitive: !query.isCaseSensitive })}
          >
            <CaseSensitive />
          </IconButton>
          <IconButton
            label="Regular expression"
            isPressed={query.isRegex}
            onClick={() => ask({ ...query, isRegex: !query.isRegex })}
          >
            <Regex />
          </IconButton>
          <Count find={find} />
          <IconButton
            label="Previous hit"
            keys="shift+enter"
            className="ml-auto"
            disabled={hits.length === 0}
            onClick={() => move(-1)}
          >
            <ChevronUp />
          </IconButton>
          <IconButton label="Next hit" keys="enter" disabled={hits.length === 0} onClick={() => move(1)}>
            <ChevronDown />
          </IconButton>
        </div>
      </div>
      <div ref={scroller} className="min-h-0 grow overflow-y-auto">
        <ol aria-label="Hits" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const hit = hits[index]
            return (
              hit && (
                <li
                  key={index}
                  className="absolute inset-x-0 top-0"
                  style={{ height: hitHeight, transform: `translateY(${start}px)` }}
                >
                  <HitLine
                    hit={hit}
                    step={steps[hit.position]}
                    isCurrent={index === current}
                    onSelect={() => find.select(index)}
                  />
                </li>
              )
            )
          })}
        </ol>
      </div>
    </search>
  )
}

function Count({ find: { query, hits, result, share, error, current } }: { find: Find }) {
  if (query.words === '') return <span role="status" />
  const place = current >= 0 ? `${formatCount(current + 1)} of ` : ''
  const total = result?.hits ?? hits.length
  const more = result && result.listed < result.hits ? `, ${formatCount(result.listed)} listed` : ''
  return (
    <span
      role="status"
      className={classNames('min-w-0 truncate px-1 text-small tabular-nums', error ? 'text-reject' : 'text-neutral-10')}
      title={error}
    >
      {error ?? `${place}${formatUnit(total, 'hit')}${more}${result ? '' : ` · ${formatPercent(share, 0)}`}`}
    </span>
  )
}

type HitLineProps = { hit: Hit; step: StepEntry | undefined; isCurrent: boolean; onSelect: () => void }

function HitLine({ hit, step, isCurrent, onSelect }: HitLineProps) {
  const { context, from, to } = hit
  return (
    <button
      type="button"
      data-ring="inside"
      aria-current={isCurrent}
      onClick={onSelect}
      className={classNames(
        'grid size-full content-center gap-0.5 px-2 text-left',
        isCurrent ? 'bg-accent-soft shadow-cursor' : 'hover:bg-neutral-3',
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5 text-small text-neutral-10">
        {step && <StepIcon kind={step.kind} tool={step.tool} />}
        <span className="shrink-0 tabular-nums">
          {hit.position + 1} {step && nameOfStep(step)}
        </span>
        {step?.path && <span className="truncate">{step.path.slice(step.path.lastIndexOf('/') + 1)}</span>}
        {hit.place === 'content' && <span className="ml-auto shrink-0 tabular-nums">line {hit.line}</span>}
      </span>
      <span className="truncate font-mono text-small">
        {from > 24 && '…'}
        {context.slice(Math.max(0, from - 24), from)}
        <mark className="rounded-small bg-return-soft text-neutral-12">{context.slice(from, to)}</mark>
        {context.slice(to)}
      </span>
    </button>
  )
}
