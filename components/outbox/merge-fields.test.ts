import { expect, test } from 'vitest'
import { beginEntry, type Entry } from './entry'
import { mergeFields, versionOf } from './merge-fields'
import { outboxState, wordsOfState } from './outbox-state'

const merge = {
  readPath: '/',
  fields: [
    { name: 'text', label: 'Text' },
    { name: 'isDeleted', label: 'Deleted' },
  ],
}

test('only the fields that the change sets and that read otherwise are to be chosen', () => {
  const theirs = { version: 3, text: 'Theirs', isDeleted: false, by: 'Ada' }
  expect(mergeFields({ merge, body: { version: 1, text: 'Mine' }, theirs })).toEqual([
    { name: 'text', label: 'Text', mine: 'Mine', theirs: 'Theirs' },
  ])
  expect(mergeFields({ merge, body: { version: 1, text: 'Theirs' }, theirs })).toEqual([])
  expect(versionOf(theirs)).toBe(3)
  expect(versionOf(null)).toBeUndefined()
})

function entry(change: Partial<Entry>): Entry {
  const begun = {
    id: '',
    kind: '',
    title: '',
    href: null,
    method: 'POST' as const,
    path: '/',
    body: {},
    subjects: ['a'],
  }
  return { ...beginEntry('ada', { ...begun, merge: null }, 0), sequence: 1, ...change }
}

test('the top bar says first what needs the person, then what hinders, then what is under way', () => {
  const waits = entry({})
  const hindered = entry({ retryAt: 5, error: { code: 'unavailable', message: '' } })
  const signedOut = entry({ retryAt: 5, error: { code: 'unauthenticated', message: '' } })
  const words = (entries: Entry[]) => wordsOfState(outboxState({ entries }))
  expect(words([])).toBe('Saved')
  expect(words([waits])).toBe('Saving')
  expect(words([hindered, waits])).toBe('Offline, 2 waiting')
  expect(words([signedOut])).toBe('Signed out, 1 waiting')
  expect(words([hindered, entry({ state: 'conflict' })])).toBe('1 change needs you')
  expect(words([entry({ state: 'refused' }), entry({ state: 'conflict' })])).toBe('2 changes need you')
})
