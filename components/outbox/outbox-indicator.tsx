'use client'

import { CloudAlert, CloudCheck, CloudOff, CloudUpload, LogIn } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { useCommands } from '@/components/ui/use-commands'
import type { Entry } from './entry'
import { MergeDialog } from './merge-dialog'
import { OutboxEntryRow } from './outbox-entry-row'
import { useOutbox, useOutboxSnapshot } from './outbox-provider'
import { type OutboxState, outboxState, wordsOfState } from './outbox-state'

const icons: Record<OutboxState['kind'], React.ReactNode> = {
  saved: <CloudCheck aria-hidden />,
  saving: <CloudUpload aria-hidden className="text-running" />,
  offline: <CloudOff aria-hidden className="text-return" />,
  'signed out': <LogIn aria-hidden className="text-return" />,
  attention: <CloudAlert aria-hidden className="text-reject" />,
}

/** Whether everything is saved, what waits, and what came in the way. */
export function OutboxIndicator() {
  const opened = useOutbox()
  const snapshot = useOutboxSnapshot()
  const [isOpen, setIsOpen] = useState(false)
  const [merging, setMerging] = useState<string>()
  const state = outboxState(snapshot)
  const words = wordsOfState(state)
  useCommands(
    [{ id: 'outbox', title: 'Show what is not saved yet', group: 'Everywhere', run: () => setIsOpen(true) }],
    true,
  )
  const merged = snapshot.entries.find(({ id, state: at }) => id === merging && at === 'conflict')
  const showMerge = (entry: Entry) => {
    setIsOpen(false)
    setMerging(entry.id)
  }
  return (
    <>
      <Popover
        label="What is not saved yet"
        align="end"
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        className="w-(--container-sheet) max-w-[90vw]"
        trigger={
          <Button tone="quiet" aria-label={words} title={state.kind === 'saved' ? 'Everything is saved' : undefined}>
            {icons[state.kind]}
            <span aria-live="polite" className="tabular-nums">
              {state.kind !== 'saved' && words}
            </span>
          </Button>
        }
      >
        <div className="grid gap-3">
          <Explanation state={state} />
          {opened?.isForgetful && (
            <p className="text-return">
              This browser keeps nothing: what waits is lost when the page is closed. Use a window that is not private.
            </p>
          )}
          {snapshot.entries.length > 0 && (
            <ul className="grid gap-2">
              {snapshot.entries.map((entry) => (
                <OutboxEntryRow
                  key={entry.id}
                  entry={entry}
                  onRetry={() => opened?.outbox.retry(entry.id)}
                  onDiscard={() => opened?.outbox.discard(entry.id)}
                  onMerge={() => showMerge(entry)}
                />
              ))}
            </ul>
          )}
          {(state.kind === 'offline' || state.kind === 'signed out') && (
            <Button className="w-fit" onClick={() => opened?.outbox.hurry()}>
              Try now
            </Button>
          )}
        </div>
      </Popover>
      {merged && (
        <MergeDialog
          key={merged.id}
          entry={merged}
          onClose={() => setMerging(undefined)}
          onChoose={(choice) => opened?.outbox.merge(merged.id, choice)}
          onDiscard={() => opened?.outbox.discard(merged.id)}
        />
      )}
    </>
  )
}

function Explanation({ state }: { state: OutboxState }) {
  if (state.kind === 'saved') return <p className="text-neutral-10">Everything that you did is saved.</p>
  if (state.kind === 'attention')
    return <p className="text-neutral-10">These changes are kept here until you say what becomes of them.</p>
  if (state.kind === 'signed out')
    return (
      <p className="text-neutral-10">
        You are signed out. What waits is kept in this browser and is sent when you have signed in again.
      </p>
    )
  if (state.kind === 'offline')
    return (
      <p className="text-neutral-10">
        Retrace does not answer. What waits is kept in this browser, also when you close it, and is sent as soon as it
        can be. You can work on.
      </p>
    )
  return <p className="text-neutral-10">These changes are on their way.</p>
}
