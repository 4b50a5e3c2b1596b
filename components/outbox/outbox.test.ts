import 'fake-indexeddb/auto'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { drain } from './drain'
import { afterAttempt, beginEntry, type Entry, type NewEntry, nextToSend, type Outcome, waitAfter } from './entry'
import { type EntryStore, openEntryStore } from './entry-store'
import { Outbox } from './outbox'

const ada = 'ada'

function change(subject: string, body: Record<string, unknown> = {}, more: Partial<NewEntry> = {}): NewEntry {
  return {
    id: uuid(),
    kind: 'test',
    title: subject,
    href: null,
    method: 'POST',
    path: '/',
    body,
    subjects: [subject],
    merge: null,
    ...more,
  }
}

/** Makes each change once by its id, as the real one does. */
class Server {
  made: string[] = []
  asked = 0
  answer: (entry: Entry) => Outcome | undefined = () => undefined
  send = async (entry: Entry): Promise<Outcome> => {
    this.asked += 1
    const other = this.answer(entry)
    if (other) return other
    if (!this.made.includes(entry.id)) this.made.push(entry.id)
    return { kind: 'sent', result: {} }
  }
}

const sent = (entries: readonly NewEntry[]) => entries.map(({ id }) => id)

async function storeWith(entries: readonly NewEntry[], userId = ada): Promise<EntryStore> {
  const store = await openEntryStore(uuid())
  for (const entry of entries) await store.add(beginEntry(userId, entry, 0))
  return store
}

class Killed extends Error {}

/** The store and the server, as long as the page lives: until `left` calls have begun or ended. */
function mortal(store: EntryStore, server: Server, left: number) {
  const step = () => {
    left -= 1
    if (left < 0) throw new Killed()
  }
  const guard =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      step()
      const result = await call(...args)
      step()
      return result
    }
  return {
    store: { list: guard(store.list), replace: guard(store.replace), remove: guard(store.remove) },
    send: guard(server.send),
    isAlive: () => left >= 0,
  }
}

describe('sending', () => {
  test('that is killed between any two steps loses nothing and makes nothing twice, in order', async () => {
    let isDone = false
    for (let lives = 0; !isDone; lives++) {
      const entries = [change('a'), change('a', { version: 1 }), change('b'), change('c')]
      const store = await storeWith(entries)
      const server = new Server()
      const { isAlive, ...parts } = mortal(store, server, lives)
      await drain({ ...parts, userId: ada, now: () => 0 }).catch((error) => {
        if (!(error instanceof Killed)) throw error
      })
      isDone = isAlive()
      // The page is opened again.
      await drain({ store, send: server.send, userId: ada, now: () => 0 })
      expect(server.made, `killed after ${lives} steps`).toEqual(sent(entries))
      expect(await store.list(ada)).toEqual([])
    }
  })

  test('waits for a server that is dead, longer each time, and goes on when it is back', async () => {
    const entries = [change('a'), change('b')]
    const store = await storeWith(entries)
    const server = new Server()
    server.answer = () => ({ kind: 'unreachable', code: 'unavailable', message: 'Gone.' })
    let now = 0
    const run = () => drain({ store, send: server.send, userId: ada, now: () => now })
    const waits: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      const at = (await run()) ?? 0
      waits.push(at - now)
      now = at
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
    expect(server.asked).toBe(8)
    server.answer = () => undefined
    await run()
    expect(server.made).toEqual(sent(entries))
  })

  test('never repeats what was refused, and holds back only what builds on it', async () => {
    const refused = change('thread')
    const reply = change('reply', {}, { subjects: ['reply', 'thread'] })
    const edit = change('reply', { version: 1 })
    const other = change('other')
    const store = await storeWith([refused, reply, edit, other])
    const server = new Server()
    server.answer = ({ id }) =>
      id === refused.id ? { kind: 'refused', code: 'forbidden', message: 'You may not.' } : undefined
    const run = () => drain({ store, send: server.send, userId: ada, now: () => 0 })
    await run()
    await run()
    expect(server.made).toEqual([other.id])
    expect(server.asked).toBe(2)
    const kept = await store.list(ada)
    expect(kept.map(({ state, error }) => [state, error?.message])).toEqual([
      ['refused', 'You may not.'],
      ['waiting', undefined],
      ['waiting', undefined],
    ])
  })

  test('gives up on what the server stumbles over, and goes on with the rest', async () => {
    const entries = [change('a'), change('b')]
    const store = await storeWith(entries)
    const server = new Server()
    server.answer = ({ id }) =>
      id === entries[0]!.id ? { kind: 'failed', code: 'internal', message: 'Something went wrong.' } : undefined
    let now = 0
    for (let at: number | undefined = 0; at !== undefined; now = at ?? now)
      at = await drain({ store, send: server.send, userId: ada, now: () => now })
    expect(server.made).toEqual([entries[1]!.id])
    expect(await store.list(ada)).toMatchObject([{ state: 'refused', attempts: 5 }])
  })

  test('never sends what is another person’s', async () => {
    const store = await storeWith([change('a')])
    await store.add(beginEntry('bob', change('b'), 0))
    const server = new Server()
    await drain({ store, send: server.send, userId: 'bob', now: () => 0 })
    expect(server.made).toHaveLength(1)
    expect(await store.list(ada)).toHaveLength(1)
  })
})

describe('a conflict', () => {
  const merge = { readPath: '/', fields: [{ name: 'text', label: 'Text' }] }
  const theirs = { version: 5, text: 'Theirs' }

  test('keeps both versions until a person has chosen, and later changes move up with the choice', async () => {
    const mine = change('a', { version: 1, text: 'Mine' }, { merge })
    const later = change('a', { version: 2, text: 'Mine again' }, { merge })
    const store = await storeWith([mine, later])
    const server = new Server()
    server.answer = ({ body }) =>
      Number(body.version) < 5 ? { kind: 'conflict', message: 'Changed.', theirs } : undefined
    const outbox = outboxOf(store, server)
    await outbox.wake()
    expect(outbox.snapshot().entries).toMatchObject([
      { state: 'conflict', theirs, body: { text: 'Mine' } },
      { state: 'waiting' },
    ])
    expect(server.made).toEqual([])
    await outbox.merge(mine.id, { values: { text: 'Both' }, version: 5 })
    await settled(outbox)
    expect(server.made).toEqual([mine.id, later.id])
  })

  test('that is given up takes what was made on top of it along', async () => {
    const mine = change('a', { version: 1 }, { merge })
    const store = await storeWith([mine, change('a', { version: 2 }), change('b')])
    const server = new Server()
    server.answer = ({ id }) => (id === mine.id ? { kind: 'conflict', message: 'Changed.', theirs } : undefined)
    const outbox = outboxOf(store, server)
    await outbox.wake()
    await outbox.discard(mine.id)
    await settled(outbox)
    expect(outbox.snapshot().entries).toEqual([])
    expect(server.made).toHaveLength(1)
  })

  test('of what cannot be merged is a refusal', () => {
    const entry = { ...beginEntry(ada, change('a'), 0), sequence: 1 }
    expect(afterAttempt(entry, { kind: 'conflict', message: 'Changed.', theirs: null }, 0)).toMatchObject({
      state: 'refused',
      error: { message: 'Changed.' },
    })
  })
})

describe('the outbox', () => {
  test('sends each change once when two tabs send at the same time', async () => {
    const store = await openEntryStore(uuid())
    const server = new Server()
    const alone = mutex()
    const tabs = [outboxOf(store, server, alone), outboxOf(store, server, alone)]
    const entries = [change('a'), change('b'), change('c')]
    await Promise.all(entries.map((entry, index) => tabs[index % 2]!.add([entry])))
    for (const tab of tabs) await settled(tab)
    expect([...server.made].sort()).toEqual(sent(entries).sort())
    expect(server.asked).toBe(3)
  })

  test('is in the store before anything is sent, and tells the other tabs', async () => {
    const store = await openEntryStore(uuid())
    const server = new Server()
    let told = 0
    const parts = { userId: ada, store, alone: async () => undefined, send: server.send, tell: () => told++ }
    await new Outbox(parts).add([change('a')])
    expect(await store.list(ada)).toHaveLength(1)
    expect(server.asked).toBe(0)
    expect(told).toBe(1)
  })

  test('keeps what was being written for each person and place, until it is emptied', async () => {
    const store = await openEntryStore(uuid())
    await store.writeDraft(ada, 'thread 1', 'Half a sent')
    expect(await store.readDraft(ada, 'thread 1')).toBe('Half a sent')
    expect(await store.readDraft('bob', 'thread 1')).toBeUndefined()
    await store.writeDraft(ada, 'thread 1', '')
    expect(await store.readDraft(ada, 'thread 1')).toBeUndefined()
  })

  test('waits at most half a minute', () => {
    expect(waitAfter(1)).toBe(1000)
    expect(waitAfter(50)).toBe(30_000)
  })

  test('has nothing to send when there is nothing', () => {
    expect(nextToSend([])).toBeUndefined()
  })
})

function outboxOf(store: EntryStore, server: Server, alone = mutex()): Outbox {
  return new Outbox({ userId: ada, store, send: server.send, alone, tell: () => undefined })
}

/** One at a time, as a lock of the browser. */
function mutex() {
  let last: Promise<unknown> = Promise.resolve()
  return (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work, work)
    last = next
    return next
  }
}

async function settled(outbox: Outbox): Promise<void> {
  while (outbox.snapshot().isSending) await new Promise((resolve) => setTimeout(resolve, 2))
}
