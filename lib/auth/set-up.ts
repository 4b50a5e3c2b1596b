import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { hashToken } from './create-setup-token'
import { hashPassword } from './password'
import { recordAudit } from './record-audit'
import { findSetupToken, hasPeople, insertUser, lockPeople, spendSetupToken } from './store'
import { Email, NewPassword, PersonName, type UserView } from './user'

export const SetUp = z.object({ token: z.string(), name: PersonName, email: Email, password: NewPassword })

/** `open`: the token works now. `done`: there are people, so nobody can set up any more. */
export type SetupState = 'open' | 'expired' | 'unknown' | 'done'

export async function readSetupState(token: string): Promise<SetupState> {
  if (await hasPeople(db)) return 'done'
  const found = await findSetupToken(db, hashToken(token))
  if (!found || found.usedAt) return 'unknown'
  return found.expiresAt > new Date() ? 'open' : 'expired'
}

const refusals: Record<Exclude<SetupState, 'open'>, string> = {
  done: 'Retrace is set up already. Sign in, or ask an administrator to add you.',
  expired: 'The set-up link has expired. Start Retrace again: it prints a new one.',
  unknown: 'The set-up link is not valid. Use the one that Retrace printed when it last started.',
}

/** Makes the first person, an administrator. Works once, with the token of the link, while there are no people. */
export async function setUp(request: z.infer<typeof SetUp>): Promise<UserView> {
  const { token, name, email, password } = SetUp.parse(request)
  await requireOpen(token)
  const passwordHash = await hashPassword(password)
  return db.$transaction(async (tx) => {
    await lockPeople(tx)
    if (await hasPeople(tx)) throw new AppError('conflict', refusals.done)
    if (!(await spendSetupToken(tx, hashToken(token), new Date()))) throw new AppError('forbidden', refusals.unknown)
    const user = await insertUser(tx, { email, name, role: 'admin', passwordHash })
    const actor = { kind: 'user', userId: user.id, name, role: 'admin' } as const
    await recordAudit(tx, actor, { action: 'user.set-up', subject: 'user', subjectId: user.id, after: { email } })
    return user
  })
}

async function requireOpen(token: string): Promise<void> {
  const state = await readSetupState(token)
  if (state !== 'open') throw new AppError(state === 'done' ? 'conflict' : 'forbidden', refusals[state])
}

export function isSetUp(): Promise<boolean> {
  return hasPeople(db)
}
