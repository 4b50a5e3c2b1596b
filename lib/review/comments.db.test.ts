import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { changeComment } from './change-comment'
import { changeThread } from './change-thread'
import type { NewThread } from './comment'
import { ListThreads } from './comment'
import { ReadInbox } from './inbox'
import { listThreads } from './list-threads'
import { countUnread, markInbox, readInbox } from './read-inbox'
import { replyToThread } from './reply-to-thread'
import { startThread } from './start-thread'
import { submitVerdict } from './submit-verdict'
import { createTestTrajectory } from './testing/create-trajectory'

type Person = Extract<Actor, { kind: 'user' }>
let rhea: Person
let otto: Person
let vera: Person

beforeAll(async () => {
  const add = async (name: string, role: Person['role']): Promise<Person> => {
    const data = { email: `${name}@example.org`, name, role, passwordHash: 'none' }
    const { id } = await db.user.create({ data })
    return { kind: 'user', userId: id, name, role }
  }
  rhea = await add('Rhea', 'reviewer')
  otto = await add('Otto', 'reviewer')
  vera = await add('Vera', 'viewer')
})

function thread(id: string, mentions: string[] = []): NewThread {
  return {
    id,
    threadId: uuid(),
    commentId: uuid(),
    change: uuid(),
    revision: 1,
    anchor: { scope: 'trajectory' },
    text: 'Why so?',
    mentions,
  }
}

const reply = (id: string, text = 'Because.') => ({ id, commentId: uuid(), change: uuid(), text, mentions: [] })

async function threadsOf(id: string) {
  return (await listThreads(vera, ListThreads.parse({ id }))).rows
}

async function inboxOf(person: Person, trajectoryId: string) {
  const { rows } = await readInbox(person, ReadInbox.parse({ show: 'all' }))
  return rows.filter((row) => row.trajectoryId === trajectoryId).map(({ reason, text }) => [reason, text])
}

describe('a thread', () => {
  test('holds what was said in order, by whom, and is in the audit', async () => {
    const id = await createTestTrajectory()
    const request = thread(id)
    await startThread(rhea, request)
    await replyToThread(otto, reply(request.threadId))
    expect(await threadsOf(id)).toMatchObject([
      {
        by: 'Rhea',
        comments: [
          { text: 'Why so?', by: 'Rhea' },
          { text: 'Because.', by: 'Otto' },
        ],
      },
    ])
    const audit = await db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
    expect(audit.map(({ action }) => action)).toEqual(['comment.start', 'comment.reply'])
  })

  test('and a reply that are sent again are not made again, and tell nobody twice', async () => {
    const id = await createTestTrajectory()
    const request = thread(id, [otto.userId])
    await startThread(rhea, request)
    await startThread(rhea, request)
    const answer = reply(request.threadId)
    await replyToThread(otto, answer)
    await replyToThread(otto, answer)
    expect((await threadsOf(id))[0]?.comments).toHaveLength(2)
    expect(await inboxOf(otto, id)).toEqual([['mention', 'Why so?']])
    expect(await inboxOf(rhea, id)).toEqual([['reply', 'Because.']])
  })

  test('is resolved and reopened once by each who read it as it is', async () => {
    const id = await createTestTrajectory()
    const request = thread(id)
    await startThread(rhea, request)
    await changeThread(otto, { id: request.threadId, version: 1, isResolved: true })
    expect(await threadsOf(id)).toMatchObject([{ resolvedBy: 'Otto', version: 2 }])
    const late = changeThread(rhea, { id: request.threadId, version: 1, isResolved: true })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    await changeThread(rhea, { id: request.threadId, version: 2, isResolved: false })
    expect(await threadsOf(id)).toMatchObject([{ resolvedBy: null, resolvedAt: null }])
  })

  test('is not for viewers to begin, to answer or to resolve', async () => {
    const id = await createTestTrajectory()
    const request = thread(id)
    await startThread(rhea, request)
    const tried = [
      async () => startThread(vera, thread(id)),
      async () => replyToThread(vera, reply(request.threadId)),
      async () => changeThread(vera, { id: request.threadId, version: 1, isResolved: true }),
      async () => changeComment(vera, { id: request.commentId, version: 1, text: 'No.' }),
    ]
    for (const attempt of tried) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a comment', () => {
  test('is edited by its author alone, from the version that was read', async () => {
    const id = await createTestTrajectory()
    const { commentId, ...request } = thread(id)
    await startThread(rhea, { ...request, commentId })
    await expect(changeComment(otto, { id: commentId, version: 1, text: 'Mine.' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await changeComment(rhea, { id: commentId, version: 1, text: 'Why so late?' })
    await expect(changeComment(rhea, { id: commentId, version: 1, text: 'When?' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await threadsOf(id))[0]?.comments).toMatchObject([{ text: 'Why so late?', version: 2 }])
  })

  test('that is deleted leaves its place without its words, and comes back with them', async () => {
    const id = await createTestTrajectory()
    const { commentId, ...request } = thread(id)
    await startThread(rhea, { ...request, commentId })
    await replyToThread(otto, reply(request.threadId))
    await changeComment(rhea, { id: commentId, version: 1, isDeleted: true })
    expect((await threadsOf(id))[0]?.comments).toMatchObject([{ text: '', isDeleted: true }, { text: 'Because.' }])
    await changeComment(rhea, { id: commentId, version: 2, isDeleted: false })
    expect((await threadsOf(id))[0]?.comments).toMatchObject([{ text: 'Why so?', isDeleted: false }, {}])
  })

  test('of which nothing is left takes its thread out of sight', async () => {
    const id = await createTestTrajectory()
    const request = thread(id)
    await startThread(rhea, request)
    await changeComment(rhea, { id: request.commentId, version: 1, isDeleted: true })
    expect(await threadsOf(id)).toEqual([])
  })
})

describe('the inbox', () => {
  test('tells of mentions, of replies, and of threads on what one has judged, never of what one said oneself', async () => {
    const id = await createTestTrajectory()
    await submitVerdict(otto, { id, revision: 1, judgement: 'return', reason: 'Not yet.' })
    const first = thread(id)
    await startThread(rhea, first)
    const second = thread(id, [rhea.userId, otto.userId])
    await startThread(rhea, { ...second, text: 'Look, @Otto.' })
    await replyToThread(rhea, reply(first.threadId, 'And?'))
    expect(await inboxOf(otto, id)).toEqual([
      ['mention', 'Look, @Otto.'],
      ['work', 'Why so?'],
    ])
    expect(await inboxOf(rhea, id)).toEqual([])
  })

  test('counts what is unread, until it is marked; nobody marks what is another’s', async () => {
    const id = await createTestTrajectory()
    const before = (await countUnread(otto, {})).count
    await startThread(rhea, thread(id, [otto.userId]))
    expect(await countUnread(otto, {})).toEqual({ count: before + 1 })
    const [entry] = (await readInbox(otto, ReadInbox.parse({}))).rows
    await markInbox(rhea, { ids: [entry!.id], isRead: true })
    expect(await countUnread(otto, {})).toEqual({ count: before + 1 })
    await markInbox(otto, { ids: [entry!.id], isRead: true })
    expect(await countUnread(otto, {})).toEqual({ count: before })
    await markInbox(otto, { ids: [entry!.id], isRead: false })
    expect(await countUnread(otto, {})).toEqual({ count: before + 1 })
  })

  test('keeps what is read while its thread is open, and lets it go when that is resolved', async () => {
    const id = await createTestTrajectory()
    const request = thread(id, [otto.userId])
    await startThread(rhea, request)
    await markInbox(otto, { isRead: true })
    const open = async () =>
      (await readInbox(otto, ReadInbox.parse({}))).rows.filter((row) => row.trajectoryId === id).length
    expect(await open()).toBe(1)
    await changeThread(rhea, { id: request.threadId, version: 1, isResolved: true })
    expect(await open()).toBe(0)
  })
})
