import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { Entry } from './entry'

/** Where entries and drafts are kept. Each call is one transaction: it happened as a whole, or not at all. */
export type EntryStore = {
  add(entry: Omit<Entry, 'sequence'>): Promise<void>
  /** A person's entries, in order. */
  list(userId: string): Promise<Entry[]>
  /** Puts new versions of entries in place of those that are still there. */
  replace(entries: readonly Entry[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  readDraft(userId: string, key: string): Promise<string | undefined>
  /** Empty text forgets the draft. */
  writeDraft(userId: string, key: string, text: string): Promise<void>
}

interface Schema extends DBSchema {
  outbox: {
    key: number
    value: Omit<Entry, 'sequence'> & { sequence?: number }
    indexes: { userId: string; id: string }
  }
  draft: { key: [string, string]; value: { userId: string; key: string; text: string; at: number } }
}

export async function openEntryStore(name = 'retrace'): Promise<EntryStore> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade(created) {
      const outbox = created.createObjectStore('outbox', { keyPath: 'sequence', autoIncrement: true })
      outbox.createIndex('userId', 'userId')
      outbox.createIndex('id', 'id', { unique: true })
      created.createObjectStore('draft', { keyPath: ['userId', 'key'] })
    },
  })
  return {
    async add(entry) {
      const change = database.transaction('outbox', 'readwrite', { durability: 'strict' })
      if ((await change.store.index('id').getKey(entry.id)) === undefined) await change.store.add(entry)
      await change.done
    },
    async list(userId) {
      const found = await database.getAllFromIndex('outbox', 'userId', userId)
      return found.map((row) => Entry.parse(row)).sort((a, b) => a.sequence - b.sequence)
    },
    async replace(entries) {
      const change = database.transaction('outbox', 'readwrite', { durability: 'strict' })
      for (const entry of entries)
        if ((await change.store.getKey(entry.sequence)) !== undefined) await change.store.put(entry)
      await change.done
    },
    async remove(ids) {
      const change = database.transaction('outbox', 'readwrite', { durability: 'strict' })
      for (const id of ids) {
        const key = await change.store.index('id').getKey(id)
        if (key !== undefined) await change.store.delete(key)
      }
      await change.done
    },
    async readDraft(userId, key) {
      return (await database.get('draft', [userId, key]))?.text
    },
    async writeDraft(userId, key, text) {
      if (text === '') await database.delete('draft', [userId, key])
      else await database.put('draft', { userId, key, text, at: Date.now() })
    },
  }
}
