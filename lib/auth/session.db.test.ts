import { afterEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { type Actor, operator } from './actor'
import { changePassword } from './change-password'
import { createUser } from './create-user'
import { listSessions } from './list-sessions'
import { revokeSession } from './revoke-session'
import { getSecret } from './secret'
import { findActorOfSession } from './session'
import { signIn } from './sign-in'
import { maxInAll, maxPerAddress } from './sign-in-limit'
import { getOrCreateSetting } from './store'
import { updateUser } from './update-user'

const password = 'correct horse battery'
const email = 'ada@example.org'

afterEach(async () => {
  await db.user.deleteMany()
  await db.signInFailure.deleteMany()
})

async function addPeople() {
  const admin = await createUser(operator, { name: 'Root', email: 'root@example.org', role: 'admin', password })
  const user = await createUser(operator, { name: 'Ada', email, role: 'reviewer', password })
  const actor: Actor = { kind: 'user', userId: user.id, name: 'Ada', role: 'reviewer' }
  return { admin, user, actor }
}

describe('a session', () => {
  test('gives the role of the database, not the one at sign-in', async () => {
    const { user, actor } = await addPeople()
    const { sessionId } = await signIn({ email, password, userAgent: 'Firefox' })
    expect(await findActorOfSession(sessionId)).toEqual(actor)
    await updateUser(operator, { id: user.id, role: 'viewer' })
    expect(await findActorOfSession(sessionId)).toMatchObject({ role: 'viewer' })
  })

  test('is refused once it is revoked, and only by its own person', async () => {
    const { admin, actor } = await addPeople()
    const { sessionId } = await signIn({ email, password })
    await revokeSession({ kind: 'user', userId: admin.id, name: 'Root', role: 'admin' }, { id: sessionId })
    expect(await findActorOfSession(sessionId)).toBeDefined()
    await revokeSession(actor, { id: sessionId })
    expect(await findActorOfSession(sessionId)).toBeUndefined()
    expect(await listSessions(actor, {})).toEqual([])
  })

  test('is refused once it has expired, or its person is disabled', async () => {
    const { user } = await addPeople()
    const { sessionId } = await signIn({ email, password })
    const later = new Date(Date.now() + 31 * 24 * 60 * 60_000)
    expect(await findActorOfSession(sessionId, later)).toBeUndefined()
    await updateUser(operator, { id: user.id, isDisabled: true })
    expect(await findActorOfSession(sessionId)).toBeUndefined()
    await expect(signIn({ email, password })).rejects.toThrow(/disabled/)
    await updateUser(operator, { id: user.id, isDisabled: false })
    expect(await findActorOfSession(sessionId)).toBeUndefined()
  })

  test('a new password ends all sessions but the one that set it', async () => {
    const { actor } = await addPeople()
    const here = await signIn({ email, password })
    const there = await signIn({ email, password })
    await changePassword(actor, { current: password, password: 'another long password', sessionId: here.sessionId })
    expect(await findActorOfSession(here.sessionId)).toBeDefined()
    expect(await findActorOfSession(there.sessionId)).toBeUndefined()
  })

  test('notes when it was last used, at most once a minute', async () => {
    await addPeople()
    const { sessionId } = await signIn({ email, password })
    const seen = async () => (await db.session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt.getTime()
    const first = await seen()
    await findActorOfSession(sessionId, new Date(first + 59_000))
    expect(await seen()).toBe(first)
    await findActorOfSession(sessionId, new Date(first + 61_000))
    expect(await seen()).toBe(first + 61_000)
  })
})

describe('signing in', () => {
  test('fails with the same words for a wrong password and an unknown address', async () => {
    await addPeople()
    const refusals = await Promise.all(
      [
        { email, password: 'wrong' },
        { email: 'nobody@example.org', password },
        { email: 'no address', password },
        { email, password: '' },
      ].map((request) => signIn(request).catch((error) => error.message)),
    )
    expect(new Set(refusals)).toEqual(new Set(['The e-mail address or the password is not right.']))
  })

  test('is stopped after too many failures with one address, also with the right password and all at once', async () => {
    await addPeople()
    const wrong = Array.from({ length: maxPerAddress + 5 }, () => signIn({ email, password: 'wrong' }))
    const outcomes = await Promise.allSettled(wrong)
    const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason.code) : ''))
    expect(reasons.filter((code) => code === 'unauthenticated')).toHaveLength(maxPerAddress)
    await expect(signIn({ email, password })).rejects.toThrow(/Too many failed attempts\. Try again in 1[45] min/)
    await expect(signIn({ email: 'root@example.org', password })).resolves.toBeDefined()
  })

  test('works again after a quarter of an hour', async () => {
    await addPeople()
    const createdAt = new Date(Date.now() - 16 * 60_000)
    await db.signInFailure.createMany({ data: Array.from({ length: maxPerAddress }, () => ({ email, createdAt })) })
    await expect(signIn({ email, password })).resolves.toBeDefined()
    expect(await db.signInFailure.count()).toBe(0)
  })

  test('is stopped for all when failures with many addresses add up', async () => {
    await addPeople()
    const data = Array.from({ length: maxInAll }, (_, number) => ({ email: `${number}@example.org` }))
    await db.signInFailure.createMany({ data })
    await expect(signIn({ email, password })).rejects.toThrow(/Too many people/)
  })
})

test('the secret is made once, also by processes that start together', async () => {
  const made = ['a', 'b', 'c', 'd'].map((value) => getOrCreateSetting(db, 'test-secret', value))
  expect(new Set(await Promise.all(made)).size).toBe(1)
  expect(await getSecret()).toHaveLength(43)
})
