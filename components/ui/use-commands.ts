'use client'

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { type KeyBinding, useKeys } from './use-keys'

/** Something that the palette offers; with keys it is also done by them. */
export type Command = { id: string; title: string; group?: string; keys?: string; run: () => void }

let commands: readonly Command[] = []
let offered: readonly Command[] = []
const none: readonly Command[] = []
const listeners = new Set<() => void>()

/** Offers commands in the palette for as long as the component is there; those of the background come last. */
export function useCommands(own: readonly Command[], isBackground = false): void {
  const run = useEffectEvent((id: string) => own.find((command) => command.id === id)?.run())
  const signature = JSON.stringify(own.map(({ id, title, group, keys }) => [id, title, group, keys]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the commands; `run` reads the newest
  useEffect(() => {
    const registered = own.map((command) => ({ ...command, run: () => run(command.id) }))
    change(isBackground ? [...commands, ...registered] : [...registered, ...commands])
    return () => change(commands.filter((command) => !registered.includes(command)))
  }, [signature, isBackground])
  const keyed = own.flatMap((command) => (command.keys ? [[command.keys, toBinding(command)] as const] : []))
  useKeys(Object.fromEntries(keyed), true, isBackground)
}

/** Every command that is offered now; those of the innermost place first. */
export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    () => offered,
    () => none,
  )
}

function toBinding({ title, group, run }: Command): KeyBinding {
  return { title, group, run }
}

function change(next: readonly Command[]): void {
  commands = next
  // What two places offer under one id is one command: that of the innermost.
  const first = new Map<string, Command>()
  for (const command of next) if (!first.has(command.id)) first.set(command.id, command)
  offered = [...first.values()]
  for (const notify of listeners) notify()
}
