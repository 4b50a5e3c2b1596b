import type { Entry } from './entry'
import type { EntryStore } from './entry-store'

/** Keeps entries as long as the page lives. */
export function memoryEntryStore(): EntryStore {
  let entries: Entry[] = []
  let last = 0
  const drafts = new Map<string, string>()
  const draftKey = (userId: string, key: string) => JSON.stringify([userId, key])
  return {
    async add(entry) {
      if (entries.some(({ id }) => id === entry.id)) return
      last += 1
      entries = [...entries, { ...entry, sequence: last }]
    },
    async list(userId) {
      return entries.filter((entry) => entry.userId === userId)
    },
    async replace(changed) {
      entries = entries.map((entry) => changed.find(({ sequence }) => sequence === entry.sequence) ?? entry)
    },
    async remove(ids) {
      entries = entries.filter(({ id }) => !ids.includes(id))
    },
    async readDraft(userId, key) {
      return drafts.get(draftKey(userId, key))
    },
    async writeDraft(userId, key, text) {
      if (text === '') drafts.delete(draftKey(userId, key))
      else drafts.set(draftKey(userId, key), text)
    },
  }
}
