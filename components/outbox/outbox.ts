import { drain } from './drain'
import { afterMerge, beginEntry, type Entry, heldBy, type NewEntry, type Outcome } from './entry'
import type { EntryStore } from './entry-store'

export type OutboxParts = {
  userId: string
  store: EntryStore
  send: (entry: Entry) => Promise<Outcome>
  /** Runs the work while no other tab does; at once, or not at all when another does. */
  alone: (work: () => Promise<void>) => Promise<void>
  /** Tells the other tabs that something changed. */
  tell: () => void
  onSent?: (entry: Entry, result: unknown) => void
  now?: () => number
}

export type OutboxSnapshot = {
  entries: readonly Entry[]
  /** Whether it has been read from the store. */
  isReady: boolean
  isSending: boolean
}

/**
 * A person's changes on their way to the server. Every change is kept in the browser's store first; from there it is
 * sent, in order, until the server has answered.
 */
export class Outbox {
  #parts: OutboxParts
  #snapshot: OutboxSnapshot = { entries: [], isReady: false, isSending: false }
  #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false
  #wantsMore = false

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot = (): OutboxSnapshot => this.#snapshot

  /** Resolves when the changes are in the store: from then on they cannot be lost. */
  async add(entries: readonly NewEntry[]): Promise<void> {
    const { store, userId, tell } = this.#parts
    for (const entry of entries) await store.add(beginEntry(userId, entry, this.#now()))
    await this.refresh()
    tell()
    void this.wake()
  }

  /** Reads the store anew. */
  async refresh(): Promise<void> {
    const entries = await this.#parts.store.list(this.#parts.userId)
    this.#set({ entries, isReady: true })
  }

  /** Sends what waits, unless another tab is at it. */
  async wake(): Promise<void> {
    if (this.#isClosed) return
    if (this.#snapshot.isSending) {
      this.#wantsMore = true
      return
    }
    clearTimeout(this.#timer)
    this.#set({ isSending: true })
    try {
      do {
        this.#wantsMore = false
        await this.#parts.alone(() => this.#drain())
      } while (this.#wantsMore && !this.#isClosed)
    } finally {
      await this.refresh().catch(() => undefined)
      this.#set({ isSending: false })
    }
  }

  /** Tries an entry again, now. */
  async retry(id: string): Promise<void> {
    const entry = await this.#find(id)
    if (!entry) return
    await this.#parts.store.replace([{ ...entry, state: 'waiting', retryAt: null, attempts: 0 }])
    await this.#changed()
  }

  /** Tries everything that waits for a while, now. */
  async hurry(): Promise<void> {
    const waiting = (await this.#list()).filter(({ retryAt }) => retryAt !== null)
    await this.#parts.store.replace(waiting.map((entry) => ({ ...entry, retryAt: null })))
    await this.#changed()
  }

  /** Gives an entry up, and what was made on top of it. */
  async discard(id: string): Promise<void> {
    const entries = await this.#list()
    const entry = entries.find((candidate) => candidate.id === id)
    if (!entry) return
    await this.#parts.store.remove([id, ...heldBy(entries, entry).map((later) => later.id)])
    await this.#changed()
  }

  /** Sends what was chosen after both versions were seen; `version` is theirs. */
  async merge(id: string, choice: { values: Record<string, unknown>; version: number }): Promise<void> {
    const entries = await this.#list()
    const entry = entries.find((candidate) => candidate.id === id)
    if (!entry) return
    await this.#parts.store.replace(afterMerge(entries, entry, choice))
    await this.#changed()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  async #drain(): Promise<void> {
    const nextAt = await drain({ ...this.#parts, now: () => this.#now(), onChange: () => this.#afterAttempt() })
    if (nextAt === undefined || this.#isClosed) return
    this.#timer = setTimeout(() => void this.wake(), Math.max(0, nextAt - this.#now()))
  }

  async #afterAttempt(): Promise<void> {
    await this.refresh()
    this.#parts.tell()
  }

  async #changed(): Promise<void> {
    await this.refresh()
    this.#parts.tell()
    void this.wake()
  }

  #list(): Promise<Entry[]> {
    return this.#parts.store.list(this.#parts.userId)
  }

  async #find(id: string): Promise<Entry | undefined> {
    return (await this.#list()).find((entry) => entry.id === id)
  }

  #now(): number {
    return this.#parts.now?.() ?? Date.now()
  }

  #set(change: Partial<OutboxSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }
}
