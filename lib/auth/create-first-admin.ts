import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from './actor'
import { hashPassword } from './password'
import { recordAudit } from './record-audit'
import { hasPeople, insertUser, lockPeople } from './store'
import { Email, NewPassword, type UserView } from './user'

export const FirstAdmin = z.object({ email: Email, password: NewPassword })

/** Makes the first person without a browser; null, and no change, when there are people already. */
export async function createFirstAdmin(actor: Actor, request: z.input<typeof FirstAdmin>): Promise<UserView | null> {
  if (actor.kind !== 'operator')
    throw new AppError('forbidden', 'Only whoever starts Retrace may make the first person.')
  if (await hasPeople(db)) return null
  const { email, password } = FirstAdmin.parse(request)
  const passwordHash = await hashPassword(password)
  return db.$transaction(async (tx) => {
    await lockPeople(tx)
    if (await hasPeople(tx)) return null
    const user = await insertUser(tx, { email, name: email.split('@')[0] ?? email, role: 'admin', passwordHash })
    await recordAudit(tx, actor, { action: 'user.create', subject: 'user', subjectId: user.id, after: { email } })
    return user
  })
}
