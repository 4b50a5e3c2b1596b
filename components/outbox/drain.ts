import { afterAttempt, type Entry, nextToSend, type Outcome } from './entry'
import type { EntryStore } from './entry-store'

export type Drain = {
  store: Pick<EntryStore, 'list' | 'replace' | 'remove'>
  userId: string
  send: (entry: Entry) => Promise<Outcome>
  /** Hears of what was sent before the entry goes, so that what it did stays on screen. */
  onSent?: (entry: Entry, result: unknown) => void
  /** After each attempt. */
  onChange?: () => Promise<void> | void
  now: () => number
}

/**
 * Sends what waits, one after another, until nothing can be sent now; gives the time of the next attempt, if any. An
 * entry goes only after the server has answered, and carries an id that the server knows again: wherever this is
 * interrupted, nothing is lost, and nothing is done twice.
 */
export async function drain({ store, userId, send, onSent, onChange, now }: Drain): Promise<number | undefined> {
  for (;;) {
    const entry = nextToSend(await store.list(userId))
    if (!entry) return undefined
    if (entry.retryAt !== null && entry.retryAt > now()) return entry.retryAt
    const outcome = await send(entry)
    const next = afterAttempt(entry, outcome, now())
    if (outcome.kind === 'sent') onSent?.(entry, outcome.result)
    if (next) await store.replace([next])
    else await store.remove([entry.id])
    await onChange?.()
  }
}
