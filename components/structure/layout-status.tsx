'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatPercent, formatUnit } from '@/components/ui/number-format'
import { Progress } from '@/components/ui/progress'
import type { LayoutProgress } from './use-layout'

/** What is done sooner is not worth a word. */
const patienceMs = 150

/** Says that a picture is on its way when it takes its time, and what is seen instead when someone cancels it. */
export function LayoutStatus({ layout, boxes }: { layout: LayoutProgress; boxes: number }) {
  if (layout.kind === 'busy') return <Busy boxes={boxes} done={layout.done} onCancel={layout.cancel} />
  if (layout.kind !== 'canceled') return null
  return (
    <Pill>
      <span className="truncate">Canceled: this is the picture from before.</span>
      <Button tone="quiet" className="h-6! shrink-0" onClick={layout.retry}>
        Lay out again
      </Button>
    </Pill>
  )
}

function Busy({ boxes, done, onCancel }: { boxes: number; done: number; onCancel: () => void }) {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isLate) return null
  const label = `Laying out ${formatUnit(boxes, 'box', 'boxes')}`
  return (
    <Pill>
      <Progress isCompact label={label} done={done} total={done > 0 ? 1 : null} className="w-16 shrink-0" />
      <span className="truncate">{label}</span>
      {done > 0 && <span className="w-8 text-right text-neutral-10 tabular-nums">{formatPercent(done, 0)}</span>}
      <Button tone="quiet" className="h-6! shrink-0" onClick={onCancel}>
        Cancel
      </Button>
    </Pill>
  )
}

function Pill({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="absolute bottom-3 left-4 z-10 flex h-8 max-w-[calc(100%-2rem)] items-center gap-2 overflow-hidden rounded border border-neutral-6 bg-neutral-1 pr-1 pl-3 whitespace-nowrap text-neutral-11 dark:bg-neutral-2"
    >
      {children}
    </div>
  )
}
