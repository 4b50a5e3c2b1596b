'use client'

import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { formatRelative } from '@/components/ui/time-format'
import { useCommands } from '@/components/ui/use-commands'
import type { RevisionView } from '@/lib/trajectory/view'
import { HistoryDialog } from './history-dialog'

export type RevisionMenuProps = {
  /** The trajectory's. */
  id: string
  revisions: readonly RevisionView[]
  shown: number
  onChoose: (revision: number) => void
}

const judged = { approve: 'approved', reject: 'rejected', return: 'returned' } as const

export function RevisionMenu({ id, revisions, shown, onChoose }: RevisionMenuProps) {
  const [isHistoryOpen, setIsHistoryOpen] = useState(false)
  useCommands([
    {
      id: 'history',
      title: 'History of this trajectory',
      group: 'Trajectory',
      keys: 'H',
      run: () => setIsHistoryOpen(true),
    },
  ])
  const newestFirst = [...revisions].sort((a, b) => b.number - a.number)
  return (
    <>
      <Menu
        label="Revisions"
        align="start"
        trigger={
          <Button tone="quiet" className="px-1.5!">
            revision {shown}
            <ChevronDown aria-hidden className="text-neutral-10" />
          </Button>
        }
        entries={[
          ...newestFirst.map(({ number, reason, by, createdAt, verdict }) => ({
            id: String(number),
            isChecked: number === shown,
            run: () => onChoose(number),
            label: (
              <span className="flex items-baseline gap-2">
                <span className="font-medium">Revision {number}</span>
                <span className="text-neutral-10">
                  {reason} by {by}, {formatRelative(Date.parse(createdAt), Date.now())}
                  {verdict && ` · ${judged[verdict.judgement]}`}
                </span>
              </span>
            ),
          })),
          { kind: 'separator', id: 'line' },
          { id: 'history', label: 'History …', keys: 'H', run: () => setIsHistoryOpen(true) },
        ]}
      />
      {isHistoryOpen && <HistoryDialog id={id} revisions={revisions} onClose={() => setIsHistoryOpen(false)} />}
    </>
  )
}
