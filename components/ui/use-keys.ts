'use client'

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { isPressable, isTyping, KeySequence, keyOf } from './key-sequence'

/** What a key does; with a title it is listed on the sheet that `?` opens. */
export type KeyBinding = (() => void) | { title: string; group?: string; run: () => void }
export type KeyEntry = { keys: string; title: string; group: string }

type Layer = { bindings: Record<string, KeyBinding>; run: (keys: string) => void }

let layers: readonly Layer[] = []
let entries: readonly KeyEntry[] = []
const listeners = new Set<() => void>()
const sequence = new KeySequence()

/**
 * Binds keys for as long as the component is there: single keys (`j`, `?`, `escape`), chords (`mod+k`, `shift+up`; a
 * capital is itself: `G`) and sequences (`g h`). What is bound later wins, except over the background: what surrounds
 * every page. Off while people type and inside open overlays, except chords with `mod`.
 */
export function useKeys(bindings: Record<string, KeyBinding>, isActive = true, isBackground = false): void {
  const run = useEffectEvent((keys: string) => {
    const binding = bindings[keys]
    if (typeof binding === 'function') binding()
    else binding?.run()
  })
  const signature = JSON.stringify(Object.entries(bindings).map(([keys, binding]) => [keys, entryOf(keys, binding)]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the bindings; `run` reads the newest
  useEffect(() => {
    if (!isActive) return
    const layer: Layer = { bindings, run: (keys) => run(keys) }
    change(isBackground ? [layer, ...layers] : [...layers, layer])
    return () => change(layers.filter((other) => other !== layer))
  }, [signature, isActive, isBackground])
}

/** All keys that are bound now and have a title, the newest meaning of each; those of the innermost place first. */
export function useKeyEntries(): readonly KeyEntry[] {
  return useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    () => entries,
    () => entries,
  )
}

function change(next: readonly Layer[]): void {
  if (layers.length === 0 && next.length > 0) window.addEventListener('keydown', handle)
  if (next.length === 0) window.removeEventListener('keydown', handle)
  layers = next
  const newest = new Map<string, KeyEntry>()
  for (const layer of layers.toReversed()) {
    for (const [keys, binding] of Object.entries(layer.bindings)) {
      const entry = entryOf(keys, binding)
      if (entry && !newest.has(keys)) newest.set(keys, entry)
    }
  }
  entries = [...newest.values()]
  for (const notify of listeners) notify()
}

function entryOf(keys: string, binding: KeyBinding): KeyEntry | undefined {
  if (typeof binding === 'function') return undefined
  return { keys, title: binding.title, group: binding.group ?? 'This page' }
}

/** What text fields do themselves. */
const ownOfEditors: ReadonlySet<string> = new Set(['mod+z', 'mod+shift+z', 'mod+y'])

function handle(event: KeyboardEvent): void {
  const key = keyOf(event)
  if (!key || event.defaultPrevented || event.isComposing) return
  if (isTyping(event.target) && (!key.startsWith('mod+') || ownOfEditors.has(key))) return
  if ((key === 'enter' || key === 'space') && isPressable(event.target)) return
  const bound = new Set(layers.flatMap((layer) => Object.keys(layer.bindings)))
  const keys = sequence.press(key, bound, event.timeStamp)
  if (!keys) return
  event.preventDefault()
  layers.findLast((layer) => keys in layer.bindings)?.run(keys)
}
