/** The same items in the same order; the next one is made while the one before is used. */
export async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next()
  try {
    for (;;) {
      const found = await next
      if (found.done) return
      next = items.next()
      // It is waited for later: until then a failure is nobody's.
      next.catch(() => undefined)
      yield found.value
    }
  } finally {
    await next.catch(() => undefined)
    await items.return(undefined)
  }
}
