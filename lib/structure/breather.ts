import { setImmediate } from 'node:timers/promises'

const sliceMs = 20

/** Lets timers, sockets and the abort signal have their turn whenever a slice of work has been done. */
export function breather(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() - last < sliceMs) return
    await setImmediate()
    last = performance.now()
    signal?.throwIfAborted()
  }
}
