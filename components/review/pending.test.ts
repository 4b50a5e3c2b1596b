import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { beginEntry, type Entry, type NewEntry } from '@/components/outbox/entry'
import type { AnnotationView } from '@/lib/review/annotation'
import type { ThreadView } from '@/lib/review/comment'
import { LabelFields, type LabelView } from '@/lib/review/label'
import { changeValue, giveLabel, takeLabelAway } from './annotation-changes'
import { deleteComment, editComment, reply, resolveThread, startThread } from './comment-changes'
import { withPendingAnnotations, withPendingThreads } from './pending'

const me = { userId: uuid(), name: 'Ada' }
const trajectoryId = uuid()
const label: LabelView = {
  ...LabelFields.parse({ name: 'Quality', kind: 'rating', scopes: ['trajectory'], color: 'blue' }),
  id: uuid(),
  version: 1,
  position: 1,
  isArchived: false,
  by: 'Ada',
  createdAt: '',
}
const anchor = { scope: 'trajectory' as const }
const place = { where: 'the trajectory', href: '/' }
const giving = { trajectoryId, revision: 1, label, value: 3, anchor, ...place }

function pending(entries: readonly NewEntry[]): Entry[] {
  return entries.map((entry, index) => ({ ...beginEntry(me.userId, entry, 0), sequence: index + 1 }))
}

function annotationsWith(entries: readonly NewEntry[], rows: AnnotationView[] = []): AnnotationView[] {
  return withPendingAnnotations(rows, { trajectoryId, entries: pending(entries), me }, [label])
}

function threadsWith(entries: readonly NewEntry[], rows: ThreadView[] = []): ThreadView[] {
  return withPendingThreads(rows, { trajectoryId, entries: pending(entries), me }, [])
}

test('a label shows before it is sent, changes with what is done to it, and goes', () => {
  const { entry } = giveLabel(giving)
  const [given] = annotationsWith([entry])
  expect(given).toMatchObject({ value: 3, version: 1, by: 'Ada', label: { name: 'Quality' } })
  const better = changeValue({ annotation: given!, ...place }, 5)
  const [changed] = annotationsWith([entry, better.entry])
  expect(changed).toMatchObject({ value: 5, version: 2 })
  const gone = takeLabelAway({ annotation: changed!, ...place })
  expect(gone.entry.body).toMatchObject({ version: 2 })
  expect(annotationsWith([entry, better.entry, gone.entry])).toEqual([])
})

test('what the server has made by now is not shown twice, and what it has changed since is not undone', () => {
  const { entry } = giveLabel(giving)
  const [given] = annotationsWith([entry])
  expect(annotationsWith([entry], [given!])).toHaveLength(1)
  const late = changeValue({ annotation: given!, ...place }, 5)
  expect(annotationsWith([late.entry], [{ ...given!, version: 4, value: 1 }])).toMatchObject([{ value: 1, version: 4 }])
})

test('what was refused is not shown as if it were there', () => {
  const { entry } = giveLabel(giving)
  const refused = pending([entry]).map((held) => ({ ...held, state: 'refused' as const }))
  expect(withPendingAnnotations([], { trajectoryId, entries: refused, me }, [label])).toEqual([])
})

test('what is about another trajectory is not shown here', () => {
  const { entry } = giveLabel({ ...giving, trajectoryId: uuid() })
  expect(annotationsWith([entry])).toEqual([])
})

test('a thread with its answers, edits, deletions and resolution shows before any of it is sent', () => {
  const begun = startThread({ trajectoryId, revision: 1, anchor, ...place }, { text: 'Why?', mentions: [] })
  const [thread] = threadsWith([begun.entry])
  const answer = reply(place, thread!, { text: 'So.', mentions: [] })
  const [answered] = threadsWith([begun.entry, answer.entry])
  expect(answered?.comments.map(({ text }) => text)).toEqual(['Why?', 'So.'])
  const edit = editComment(place, answered!.comments[1]!, { text: 'Because.', mentions: [] })
  const resolved = resolveThread(place, answered!, true)
  const [after] = threadsWith([begun.entry, answer.entry, edit.entry, resolved.entry])
  expect(after).toMatchObject({ resolvedBy: 'Ada', version: 2, comments: [{}, { text: 'Because.', version: 2 }] })
  const first = deleteComment(place, after!.comments[0]!)
  const second = deleteComment(place, after!.comments[1]!)
  const all = [begun.entry, answer.entry, edit.entry, resolved.entry, first.entry, second.entry]
  expect(threadsWith(all)).toEqual([])
})

test('a reply and an edit wait for the thread that they are in', () => {
  const begun = startThread({ trajectoryId, revision: 1, anchor, ...place }, { text: 'Why?', mentions: [] })
  const [thread] = threadsWith([begun.entry])
  const answer = reply(place, thread!, { text: 'So.', mentions: [] })
  const edit = editComment(place, thread!.comments[0]!, { text: 'Why so?', mentions: [] })
  expect(answer.entry.subjects).toContain(begun.entry.subjects[0])
  expect(edit.entry.subjects).toContain(begun.entry.subjects[0])
})
