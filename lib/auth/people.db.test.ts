import { afterEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { type Actor, operator } from './actor'
import { changePassword } from './change-password'
import { createFirstAdmin } from './create-first-admin'
import { createSetupToken } from './create-setup-token'
import { createUser, NewUser } from './create-user'
import { listUsers } from './list-users'
import { readSetupState, setUp } from './set-up'
import { signIn } from './sign-in'
import { updateUser } from './update-user'

const password = 'correct horse battery'
const ada = { name: 'Ada Lovelace', email: 'ada@example.org', password }

afterEach(async () => {
  await db.user.deleteMany()
  await db.setupToken.deleteMany()
  await db.signInFailure.deleteMany()
})

async function addAdmin(email = ada.email): Promise<Actor & { kind: 'user' }> {
  const user = await createUser(operator, { ...ada, email, role: 'admin' })
  return { kind: 'user', userId: user.id, name: user.name, role: 'admin' }
}

describe('set-up', () => {
  test('the link makes the first administrator, and then never again', async () => {
    const token = await createSetupToken(operator, {})
    expect(await readSetupState(token)).toBe('open')
    const user = await setUp({ token, ...ada, email: ' Ada@Example.org ' })
    expect(user).toMatchObject({ email: 'ada@example.org', role: 'admin', isDisabled: false })
    expect(await readSetupState(token)).toBe('done')
    await expect(setUp({ token, ...ada, email: 'eve@example.org' })).rejects.toThrow(/set up already/)
    await expect(createSetupToken(operator, {})).rejects.toThrow(/set up already/)
    expect(await db.auditEvent.findFirst({ where: { subjectId: user.id } })).toMatchObject({ action: 'user.set-up' })
  })

  test('of many who use the link at once, one succeeds', async () => {
    const token = await createSetupToken(operator, {})
    const tries = [1, 2, 3, 4].map((number) => setUp({ token, ...ada, email: `p${number}@example.org` }))
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await db.user.count()).toBe(1)
  })

  test('an expired, replaced or made-up link is refused with what to do', async () => {
    const expired = await createSetupToken(operator, { lifetimeMs: 1 })
    await new Promise((resolve) => setTimeout(resolve, 5))
    await expect(setUp({ token: expired, ...ada })).rejects.toThrow(/has expired\. Start Retrace again/)
    const replaced = expired
    const token = await createSetupToken(operator, {})
    await expect(setUp({ token: replaced, ...ada })).rejects.toThrow(/not valid/)
    await expect(setUp({ token: 'guess', ...ada })).rejects.toThrow(/not valid/)
    expect(await readSetupState(token)).toBe('open')
  })

  test('the token itself is not kept', async () => {
    const token = await createSetupToken(operator, {})
    const [kept] = await db.setupToken.findMany()
    expect(Buffer.from(kept!.hash).toString('utf8')).not.toContain(token)
    expect(kept!.hash).toHaveLength(32)
  })

  test('credentials from the environment make the first person only while there is none', async () => {
    expect(await createFirstAdmin(operator, ada)).toMatchObject({ email: ada.email, role: 'admin' })
    expect(await createFirstAdmin(operator, { ...ada, email: 'eve@example.org' })).toBeNull()
    await expect(signIn({ email: ada.email, password })).resolves.toHaveProperty('sessionId')
  })
})

describe('people', () => {
  test('only administrators see and change people', async () => {
    const admin = await addAdmin()
    const reviewer = { ...admin, role: 'reviewer' } as const
    await expect(listUsers(reviewer, {})).rejects.toThrow(/needs the role admin/)
    await expect(createUser(reviewer, { ...ada, email: 'b@example.org', role: 'viewer' })).rejects.toThrow(
      /needs the role/,
    )
    await expect(updateUser(reviewer, { id: admin.userId, role: 'viewer' })).rejects.toThrow(/needs the role admin/)
    await expect(createSetupToken(admin, {})).rejects.toThrow(/Only whoever starts/)
  })

  test('two people cannot share an address, however it is written', async () => {
    const admin = await addAdmin()
    const again = NewUser.parse({ ...ada, email: ' ADA@Example.org', role: 'viewer' })
    await expect(createUser(admin, again)).rejects.toThrow(/already a person/)
  })

  test('the last administrator stays one, also when two leave at once', async () => {
    const first = await addAdmin()
    await expect(updateUser(first, { id: first.userId, role: 'viewer' })).rejects.toThrow(/last administrator/)
    await expect(updateUser(first, { id: first.userId, isDisabled: true })).rejects.toThrow(/last administrator/)
    const second = await addAdmin('grace@example.org')
    const outcomes = await Promise.allSettled([
      updateUser(first, { id: first.userId, role: 'viewer' }),
      updateUser(second, { id: second.userId, isDisabled: true }),
    ])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.user.count({ where: { role: 'admin', disabledAt: null } })).toBe(1)
  })

  test('a change of role is in the audit with before and after, and holds no hash', async () => {
    const admin = await addAdmin()
    const user = await createUser(admin, { ...ada, email: 'b@example.org', role: 'viewer' })
    await updateUser(admin, { id: user.id, role: 'reviewer' })
    const events = await db.auditEvent.findMany({ where: { subjectId: user.id }, orderBy: { id: 'asc' } })
    expect(events.map((event) => event.action)).toEqual(['user.create', 'user.update'])
    expect(events[1]).toMatchObject({ before: { role: 'viewer' }, after: { role: 'reviewer' }, userId: admin.userId })
    expect(JSON.stringify(events)).not.toContain('argon2')
  })

  test('a new password needs the current one', async () => {
    const admin = await addAdmin()
    const next = 'another long password'
    await expect(changePassword(admin, { current: 'wrong', password: next })).rejects.toThrow(/not right/)
    await changePassword(admin, { current: password, password: next })
    await expect(signIn({ email: ada.email, password })).rejects.toThrow(/not right/)
    await expect(signIn({ email: ada.email, password: next })).resolves.toHaveProperty('sessionId')
  })
})
