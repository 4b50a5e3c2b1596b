'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { z } from 'zod'

const listeners = new Set<() => void>()

/**
 * A preference that this browser keeps under `retrace.<name>`. On the server, and while nothing valid is kept, it is
 * `initial`.
 */
export function useRemembered<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  initial: z.infer<Schema>,
): [z.infer<Schema>, (value: z.infer<Schema>) => void] {
  const key = `retrace.${name}`
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  )
  const kept = useMemo(() => parse(schema, text), [schema, text])
  const keep = useCallback(
    (value: z.infer<Schema>) => {
      write(key, JSON.stringify(value))
      for (const notify of listeners) notify()
    },
    [key],
  )
  return [kept ?? initial, keep]
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify)
  window.addEventListener('storage', notify)
  return () => {
    listeners.delete(notify)
    window.removeEventListener('storage', notify)
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string | null): z.infer<Schema> | undefined {
  try {
    return text === null ? undefined : schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

// A browser may forbid storage; then nothing is remembered.
function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, text: string): void {
  try {
    window.localStorage.setItem(key, text)
  } catch {}
}
