'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatPercent } from '@/components/ui/number-format'
import { Progress } from '@/components/ui/progress'

/** What is done sooner is not worth a word. */
const patienceMs = 150

export type BusyPillProps = {
  label: string
  /** From 0 to 1; at neither end there is anything to tell. */
  done: number
  /** Since when, on the clock of the page; since it is there when it is left out. */
  beganAtMs?: number
  /** After how long it is given up. */
  deadlineMs?: number
  onCancel: () => void
}

/** Says that something takes its time, how far it is, how long it has been going on and until when, and lets go of it. */
export function BusyPill({ label, done, beganAtMs, deadlineMs, onCancel }: BusyPillProps) {
  const clock = useClock()
  if (!clock) return null
  const isKnown = done > 0 && done < 1
  const seconds = Math.floor((clock.nowMs - (beganAtMs ?? clock.startMs)) / 1000)
  return (
    <StatusPill>
      <Progress isCompact label={label} done={done} total={isKnown ? 1 : null} className="w-16 shrink-0" />
      <span className="truncate">{label}</span>
      {/* Who listens would hear each of them. */}
      <span aria-hidden className="flex shrink-0 gap-2 text-neutral-10 tabular-nums">
        {isKnown && <span className="w-8 text-right">{formatPercent(done, 0)}</span>}
        {seconds > 0 && <span>{secondsOf(seconds, deadlineMs)}</span>}
      </span>
      <Button tone="quiet" className="h-6! shrink-0" onClick={onCancel}>
        Cancel
      </Button>
    </StatusPill>
  )
}

function secondsOf(seconds: number, deadlineMs: number | undefined): string {
  return deadlineMs === undefined ? `${seconds} s` : `${seconds} s of at most ${deadlineMs / 1000} s`
}

/** On the clock of the page when it began and what it is now: once the patience is over, and every second. */
function useClock(): { startMs: number; nowMs: number } | undefined {
  const [clock, setClock] = useState<{ startMs: number; nowMs: number }>()
  useEffect(() => {
    const startMs = performance.now()
    const look = () => setClock({ startMs, nowMs: performance.now() })
    const [first, later] = [setTimeout(look, patienceMs), setInterval(look, 1000)]
    return () => {
      clearTimeout(first)
      clearInterval(later)
    }
  }, [])
  return clock
}

export function StatusPill({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex h-8 w-fit max-w-full items-center gap-2 overflow-hidden rounded border border-neutral-6 bg-neutral-1 pr-1 pl-3 whitespace-nowrap text-neutral-11 dark:bg-neutral-2"
    >
      {children}
    </div>
  )
}
