'use client'

import { useSyncExternalStore } from 'react'
import { v7 as uuid } from 'uuid'
import type { NewEntry } from '@/components/outbox/entry'
import { type Opened, useOutbox } from '@/components/outbox/outbox-provider'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import { useKeys } from '@/components/ui/use-keys'
import { readStack, subscribeToStacks, writeStack } from './undo-memory'
import { afterDone, emptyStack, redo, type Turn, type UndoCommand, type UndoStep, undo } from './undo-stack'

export type Undo = {
  /** Sends changes and remembers how to take them back; `versions` are those of the rows after them. */
  act: (entries: readonly NewEntry[], step: UndoStep, versions: Record<string, number>, toast?: string) => void
  /** Remembers how to take back something that was done in another way. */
  remember: (step: UndoStep, versions?: Record<string, number>) => void
  undo: () => void
  redo: () => void
  /** What would be undone and redone next. */
  next: { undo: string | undefined; redo: string | undefined }
}

/** Undo and redo in one place, such as a trajectory, by `mod+z`, `mod+shift+z` and `u`. */
export function useUndo(place: string): Undo {
  const opened = useOutbox()
  const key = `retrace.undo.${opened?.userId}.${place}`
  const stack = useSyncExternalStore(
    subscribeToStacks,
    () => (opened ? readStack(key) : emptyStack),
    () => emptyStack,
  )
  const turn = (next: (of: typeof stack) => Turn | undefined, verb: string) => {
    const found = opened && next(readStack(key))
    if (!found) return showToast({ title: `There is nothing to ${verb}.` })
    writeStack(key, found.stack)
    send(opened, found.commands, verb)
    showToast({
      title: `${verb === 'undo' ? 'Undone' : 'Done again'}: ${found.step.title}`,
      action: verb === 'undo' ? { label: 'Redo', run: goForward } : { label: 'Undo', run: goBack },
    })
  }
  const goBack = () => turn(undo, 'undo')
  const goForward = () => turn(redo, 'redo')
  const remember: Undo['remember'] = (step, versions = {}) => writeStack(key, afterDone(readStack(key), step, versions))
  return {
    act(entries, step, versions, toast) {
      if (!opened) return
      remember(step, versions)
      void opened.outbox.add(entries)
      if (toast) showToast({ title: toast, action: { label: 'Undo', run: goBack } })
    },
    remember,
    undo: goBack,
    redo: goForward,
    next: { undo: stack.done.at(-1)?.title, redo: stack.undone.at(-1)?.title },
  }
}

/** The keys of undo and redo, for as long as the component is there; once in a page. */
export function useUndoKeys({ undo: goBack, redo: goForward, next }: Undo): void {
  const group = 'Review'
  useCommands([
    { id: 'undo', title: next.undo ? `Undo: ${next.undo}` : 'Undo', group, keys: 'u', run: goBack },
    { id: 'redo', title: next.redo ? `Redo: ${next.redo}` : 'Redo', group, keys: 'mod+shift+z', run: goForward },
  ])
  // The same by the other key: it has one line in the sheet.
  useKeys({ 'mod+z': goBack })
}

function send({ outbox }: Opened, commands: readonly UndoCommand[], verb: string): void {
  const entries = commands.map(({ isVersioned: _, ...command }) => ({
    ...command,
    id: uuid(),
    title: `${verb === 'undo' ? 'Undo' : 'Redo'}: ${command.title}`,
    href: null,
    // An inverse is never merged: when others have changed the row, it is refused and says so.
    merge: null,
  }))
  void outbox.add(entries)
}
