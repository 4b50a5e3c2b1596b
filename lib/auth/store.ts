import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Actor, Role } from './actor'
import type { SessionView, UserView } from './user'

const userView = {
  id: true,
  email: true,
  name: true,
  role: true,
  disabledAt: true,
  createdAt: true,
  sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
} satisfies Prisma.UserSelect

function toUserView(row: Prisma.UserGetPayload<{ select: typeof userView }>): UserView {
  const { disabledAt, createdAt, sessions, ...rest } = row
  return {
    ...rest,
    isDisabled: disabledAt !== null,
    createdAt: createdAt.toISOString(),
    lastSeenAt: sessions[0]?.lastSeenAt.toISOString() ?? null,
  }
}

export async function hasPeople(db: Db): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null
}

/** Nobody else adds or changes people until the transaction ends. */
export async function lockPeople(tx: Db): Promise<void> {
  await tx.$executeRaw`lock table "user" in share row exclusive mode`
}

export async function listUserViews(db: Db): Promise<UserView[]> {
  return (await db.user.findMany({ select: userView, orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(toUserView)
}

export async function findUserView(db: Db, id: string): Promise<UserView | undefined> {
  const row = await db.user.findUnique({ where: { id }, select: userView })
  return row ? toUserView(row) : undefined
}

export async function findCredentials(db: Db, where: { email: string } | { id: string }) {
  const select = { id: true, name: true, passwordHash: true, disabledAt: true }
  return (await db.user.findUnique({ where, select })) ?? undefined
}

export type UserData = { email: string; name: string; role: Role; passwordHash: string }

export async function insertUser(db: Db, data: UserData): Promise<UserView> {
  return toUserView(await db.user.create({ data, select: userView }))
}

export type UserChange = { role?: Role; disabledAt?: Date | null; passwordHash?: string }

export async function changeUser(db: Db, id: string, data: UserChange): Promise<UserView> {
  return toUserView(await db.user.update({ where: { id }, data, select: userView }))
}

export function countActiveAdmins(db: Db): Promise<number> {
  return db.user.count({ where: { role: 'admin', disabledAt: null } })
}

export async function insertSession(db: Db, data: { userId: string; userAgent: string; expiresAt: Date }) {
  return (await db.session.create({ data, select: { id: true } })).id
}

/** The actor behind a session that is neither revoked nor expired, of a person who is not disabled. */
export async function findSessionActor(db: Db, id: string, now: Date) {
  const row = await db.session.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    select: { lastSeenAt: true, user: { select: { id: true, name: true, role: true } } },
  })
  if (!row) return undefined
  const actor: Actor = { kind: 'user', userId: row.user.id, name: row.user.name, role: row.user.role }
  return { actor, lastSeenAt: row.lastSeenAt }
}

export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } })
}

export async function listSessionViews(db: Db, userId: string, now: Date): Promise<SessionView[]> {
  const found = await db.session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now } },
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  })
  return found.map(({ createdAt, lastSeenAt, ...rest }) => ({
    ...rest,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }))
}

/** How many were revoked. Give an id for one session, `exceptId` to keep one. */
export async function revokeSessions(
  db: Db,
  which: { userId: string; id?: string; exceptId?: string },
  now: Date,
): Promise<number> {
  const { count } = await db.session.updateMany({
    where: {
      userId: which.userId,
      id: which.id ?? (which.exceptId ? { not: which.exceptId } : undefined),
      revokedAt: null,
    },
    data: { revokedAt: now },
  })
  return count
}

/** One token at a time: a new one takes the place of those before. */
export async function replaceSetupToken(tx: Db, hash: Uint8Array<ArrayBuffer>, expiresAt: Date): Promise<void> {
  await tx.setupToken.deleteMany({ where: { usedAt: null } })
  await tx.setupToken.create({ data: { hash, expiresAt }, select: { expiresAt: true } })
}

export async function findSetupToken(db: Db, hash: Uint8Array<ArrayBuffer>) {
  return (await db.setupToken.findUnique({ where: { hash }, select: { expiresAt: true, usedAt: true } })) ?? undefined
}

/** Whether the token was good; it is not from now on. */
export async function spendSetupToken(tx: Db, hash: Uint8Array<ArrayBuffer>, now: Date): Promise<boolean> {
  const where = { hash, usedAt: null, expiresAt: { gt: now } }
  return (await tx.setupToken.updateMany({ where, data: { usedAt: now } })).count === 1
}

/** Attempts at signing in since a moment: with this address, and with any. Attempts with one address wait in line. */
export async function countAttempts(tx: Db, email: string, since: Date) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${email}`}, 0))`
  await tx.signInFailure.deleteMany({ where: { createdAt: { lt: since } } })
  const [mine, all, oldest] = [
    await tx.signInFailure.count({ where: { email } }),
    await tx.signInFailure.count(),
    await tx.signInFailure.findFirst({ where: { email }, orderBy: { createdAt: 'asc' }, select: { createdAt: true } }),
  ]
  return { mine, all, oldest: oldest?.createdAt }
}

export async function insertAttempt(tx: Db, email: string): Promise<void> {
  await tx.signInFailure.create({ data: { email }, select: { id: true } })
}

export async function forgetAttempts(db: Db, email: string): Promise<void> {
  await db.signInFailure.deleteMany({ where: { email } })
}

/** The value kept under the name; `created` is kept when there was none. Two processes at once get the same value. */
export async function getOrCreateSetting(db: Db, name: string, created: string): Promise<string> {
  await db.$executeRaw`insert into setting (name, value) values (${name}, to_jsonb(${created}::text)) on conflict do nothing`
  const found = await rows(db, z.object({ value: z.string() }), sql`select value from setting where name = ${name}`)
  return found[0]?.value ?? created
}
