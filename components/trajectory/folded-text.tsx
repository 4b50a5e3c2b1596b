'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { formatUnit } from '@/components/ui/number-format'

const linesAtOnce = 400
/** What scrolls can be scrolled by keys. */
const scrolled = { tabIndex: 0 }

/** Long text under a line that opens it; very long text comes in pieces. Give it a `key` that follows the text. */
export function FoldedText({
  title,
  text,
  isOpen: isOpenAtFirst = false,
  isWrapped = false,
  line,
  meant,
}: {
  title: ReactNode
  text: string
  isOpen?: boolean
  /** For sentences; code is scrolled. */
  isWrapped?: boolean
  /** Of a content: the line of it that the text begins with. Without one it is the text of the step. */
  line?: number
  /** The line that has to be shown. */
  meant?: number
}) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const [shown, setShown] = useState(Math.max(linesAtOnce, (meant ?? 0) - (line ?? 1) + 100))
  const lines = text.replace(/\n$/, '').split('\n')
  const hidden = lines.length - shown
  const visible = lines.slice(0, shown).join('\n')
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
        <span className="shrink-0 text-small text-neutral-10 tabular-nums">{formatUnit(lines.length, 'line')}</span>
      </button>
      {isOpen && (
        <div {...scrolled} className="max-h-[60dvh] overflow-auto border-t">
          <pre
            data-line={line}
            className={classNames('p-2 font-mono text-code', isWrapped && 'whitespace-pre-wrap wrap-anywhere')}
          >
            {line === undefined ? <span data-offset={0}>{visible}</span> : visible}
          </pre>
          {hidden > 0 && (
            <Button tone="quiet" className="m-2" onClick={() => setShown(shown + linesAtOnce * 5)}>
              Show more: {formatUnit(hidden, 'line')} left
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
