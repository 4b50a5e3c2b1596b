/**
 * Does the work for every item, `limit` of them at the same time, taking items only as they are needed. The first
 * failure, or the signal, stops the rest; it throws when everything has come to rest.
 */
export async function forEachAtOnce<Item>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  // Two workers may ask a generator at once: it answers one after the other.
  const iterator = items[Symbol.asyncIterator]()
  const failure = new AbortController()
  const either = AbortSignal.any([signal, failure.signal])
  async function workOn(): Promise<void> {
    for (;;) {
      either.throwIfAborted()
      const next = await iterator.next()
      if (next.done) return
      await work(next.value, either)
    }
  }
  const workers = Array.from({ length: limit }, () => workOn().catch((error) => failure.abort(error)))
  await Promise.all(workers)
  either.throwIfAborted()
}
