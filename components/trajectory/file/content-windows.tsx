'use client'

import { useQueries } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { contentQuery } from '@/components/trajectory/queries'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatBytes, formatCount, formatUnit } from '@/components/ui/number-format'

export type ContentWindowsProps = {
  trajectoryId: string
  sha256: string
  /** Of the whole content. */
  bytes: number
  title: ReactNode
  /** The lines that were asked for; all when absent. */
  lines?: { start: number; end: number }
  /** The line that is meant: it opens there. */
  line?: number
}

const linesAtOnce = 500
const linesBefore = 100
/** What scrolls can be scrolled by keys. */
const scrolled = { tabIndex: 0 }

/** A long content under a line that opens it: read from the server by windows of lines, and always how many of how many. */
export function ContentWindows({ trajectoryId, sha256, bytes, title, lines, line }: ContentWindowsProps) {
  const first = lines?.start ?? 1
  const [isOpen, setIsOpen] = useState(line !== undefined)
  const [starts, setStarts] = useState<readonly number[]>([Math.max(first, (line ?? 0) - linesBefore)])
  const windows = useQueries({
    queries: starts.map((from, at) => {
      const end = Math.min(lines?.end ?? Number.POSITIVE_INFINITY, (starts[at + 1] ?? Number.POSITIVE_INFINITY) - 1)
      const count = Math.min(linesAtOnce, end - from + 1)
      return { ...contentQuery(trajectoryId, sha256, from, count), enabled: isOpen }
    }),
  })
  const read = windows.flatMap(({ data }) => data ?? [])
  const last = read.at(-1)
  const end = Math.min(lines?.end ?? Number.POSITIVE_INFINITY, last?.lines ?? Number.POSITIVE_INFINITY)
  const earlier = (starts[0] ?? first) - first
  const shown = read.reduce((sum, window) => sum + window.to - window.from + 1, 0)
  const rest = last ? end - last.to : 0
  const failed = windows.find(({ error }) => error)
  return (
    <div className="overflow-hidden rounded border">
      <button
        type="button"
        aria-expanded={isOpen}
        data-ring="inside"
        onClick={() => setIsOpen(!isOpen)}
        className="flex h-row w-full items-center gap-2 bg-neutral-2 px-2 text-left hover:bg-neutral-3"
      >
        <ChevronRight
          aria-hidden
          className={`size-4 shrink-0 text-neutral-10 transition-transform ${isOpen ? 'rotate-90' : ''}`}
        />
        <span className="flex min-w-0 grow items-center gap-2">{title}</span>
        <span className="shrink-0 text-small text-neutral-10 tabular-nums">
          {last ? `${formatCount(shown)} of ${formatUnit(end - first + 1, 'line')}` : formatBytes(bytes)}
        </span>
      </button>
      {isOpen && (
        <div
          {...scrolled}
          className="max-h-[60dvh] overflow-auto border-t"
          aria-busy={windows.some(({ isPending }) => isPending)}
        >
          {earlier > 0 && (
            <Button
              tone="quiet"
              className="m-2"
              onClick={() => setStarts([Math.max(first, (starts[0] ?? first) - linesAtOnce), ...starts])}
            >
              Show earlier: {formatUnit(earlier, 'line')}
            </Button>
          )}
          {read.map((window) => (
            <pre
              key={window.from}
              data-line={window.from}
              className="px-2 font-mono text-code [content-visibility:auto]"
            >
              {window.text}
            </pre>
          ))}
          {last && last.cutBytes > 0 && (
            <p className="px-2 py-1 text-small text-return">{formatBytes(last.cutBytes)} of this line are left out.</p>
          )}
          {failed?.error && (
            <ErrorPanel className="m-2" sentence={failed.error.message} onRetry={() => failed.refetch()} />
          )}
          {last && rest > 0 && (
            <Button
              tone="quiet"
              className="m-2"
              isBusy={windows.at(-1)?.isPending}
              onClick={() => setStarts([...starts, last.to + 1])}
            >
              Show more: {formatUnit(rest, 'line')} left
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
