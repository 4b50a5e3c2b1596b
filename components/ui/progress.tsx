'use client'

import { X } from 'lucide-react'
import { Progress as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { IconButton } from './icon-button'
import { formatCompact, formatCount, formatDuration } from './number-format'

export type ProgressProps = {
  label: string
  done: number
  /** Undefined or null while it is not known: the bar then only shows that something goes on. */
  total?: number | null
  /** What is counted, in the plural. */
  unit?: string | null
  /** Since when, for the rate and the time left (ISO 8601); null while it waits. */
  startedAt?: string | null
  message?: string | null
  /** More that can be done about it, beside the cancel. */
  actions?: ReactNode
  onCancel?: () => void
  isCanceling?: boolean
  /** Only the bar. */
  isCompact?: boolean
  /** Now, in milliseconds since 1970; given by tests. */
  nowMs?: number
  className?: string
}

export function Progress(props: ProgressProps) {
  const { label, done, total, onCancel, isCanceling = false, isCompact = false, className } = props
  const bar = <Bar label={label} done={done} total={total} isWaiting={props.startedAt === null} />
  if (isCompact) return <div className={classNames('min-w-16', className)}>{bar}</div>
  return (
    <div className={classNames('grid gap-1', className)}>
      <div className="flex min-h-5 items-center gap-3">
        <div className="grow">{bar}</div>
        {props.actions}
        {onCancel && (
          <IconButton label={isCanceling ? 'Canceling' : 'Cancel'} disabled={isCanceling} onClick={onCancel}>
            <X />
          </IconButton>
        )}
      </div>
      <p className="flex gap-3 text-small text-neutral-10 tabular-nums" suppressHydrationWarning>
        <span className="truncate">{isCanceling ? 'Canceling…' : props.message}</span>
        <span className="ml-auto whitespace-nowrap">{summarize(props)}</span>
      </p>
    </div>
  )
}

type BarProps = { label: string; done: number; total?: number | null; isWaiting: boolean }

function Bar({ label, done, total, isWaiting }: BarProps) {
  const ratio = total ? Math.min(1, done / total) : undefined
  return (
    <Radix.Root
      aria-label={label}
      value={ratio === undefined ? null : ratio * 100}
      className="h-1 overflow-hidden rounded-full bg-neutral-5"
    >
      <Radix.Indicator
        className={classNames(
          'block h-full rounded-full bg-accent-solid',
          ratio === undefined && (isWaiting ? 'w-0' : 'w-1/3 animate-busy'),
        )}
        style={ratio === undefined ? undefined : { width: `${ratio * 100}%` }}
      />
    </Radix.Root>
  )
}

/** `120 of 400 files · 14/s · 20 s left` */
function summarize({ done, total, unit, startedAt, nowMs = Date.now() }: ProgressProps): string {
  const counted = total ? `${formatCount(done)} of ${formatCount(total)}` : formatCount(done)
  const parts = [total || done ? `${counted}${unit ? ` ${unit}` : ''}` : '']
  const elapsedMs = startedAt ? nowMs - Date.parse(startedAt) : 0
  if (done > 0 && elapsedMs > 1000) {
    const perMs = done / elapsedMs
    parts.push(perMs * 1000 >= 1 ? `${formatCompact(perMs * 1000)}/s` : `${formatCompact(perMs * 60_000)}/min`)
    if (total && done < total) parts.push(`${formatDuration(Math.max(1000, (total - done) / perMs))} left`)
  }
  return parts.filter(Boolean).join(' · ')
}
