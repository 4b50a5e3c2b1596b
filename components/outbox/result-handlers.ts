import type { QueryClient } from '@tanstack/react-query'
import type { Entry } from './entry'

/** Puts what the server answered into what the page knows, before the entry goes. */
export type ResultHandler = (client: QueryClient, entry: Entry, result: unknown) => void

const handlers = new Map<string, ResultHandler>()

/** Whoever sends entries of a kind says once, beside its queries, what their results mean. */
export function registerResultHandler(kinds: readonly string[], handler: ResultHandler): void {
  for (const kind of kinds) handlers.set(kind, handler)
}

export function findResultHandler(kind: string): ResultHandler | undefined {
  return handlers.get(kind)
}
