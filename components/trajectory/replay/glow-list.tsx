'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { type FileHistory, type FileState, filesAt } from '@/components/trajectory/file/file-history'
import { PathText } from '@/components/ui/path-text'
import { changeAddress } from '@/components/ui/use-address'
import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'
import type { Glow } from './replay-glow'

export type GlowListProps = {
  history: FileHistory
  glow: Glow
  position: number
  steps: readonly StepEntry[]
  runs: readonly Run[]
  onGo: (position: number) => void
}

const rowHeight = 28

/** The picture in words: what the work is about first, then all files in the order of their paths. */
export function GlowList({ history, glow, position, steps, runs, onGo }: GlowListProps) {
  const rows = useMemo(() => {
    const rank = ({ path }: FileState) =>
      path === glow.writing ? 0 : path === glow.reading ? 1 : glow.read.includes(path) ? 2 : 3
    return filesAt(history, position).sort((a, b) => rank(a) - rank(b))
  }, [history, glow, position])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  })
  const goToRun = (path: string) => {
    const run = runs.find((one) => one.path === path)
    const first = steps.find((step) => step.runId === run?.id)
    if (first) onGo(first.position)
  }
  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto">
      <ul aria-label="Files and what happens to them" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const file = rows[index]
          return (
            file && (
              <li
                key={file.path}
                className="absolute inset-x-0 flex items-center gap-2 px-3 hover:bg-neutral-3"
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <button
                  type="button"
                  data-ring="inside"
                  onClick={() => changeAddress({ file: file.path, lines: undefined })}
                  className="flex min-w-0 rounded-small hover:underline"
                >
                  <PathText path={file.path} />
                </button>
                <span className="shrink-0 text-small text-neutral-10">{wordsOf(file, glow)}</span>
                <button
                  type="button"
                  data-ring="inside"
                  onClick={() => goToRun(file.path)}
                  className="ml-auto shrink-0 rounded-small text-small text-accent-text hover:underline"
                >
                  Go to its run
                </button>
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

function wordsOf({ path, state }: FileState, { writing, reading, read }: Glow): string {
  const there = { absent: 'not yet', given: 'given', written: 'written' }[state]
  if (path === writing) return `${there}, being written`
  if (path === reading) return `${there}, being read`
  return read.includes(path) ? `${there}, read by this run` : there
}
