import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type Actor, requireRole } from './actor'
import { hashPassword } from './password'
import { recordAudit } from './record-audit'
import { findCredentials, insertUser, lockPeople } from './store'
import { Email, NewPassword, PersonName, RoleName, type UserView } from './user'

export const NewUser = z.object({ name: PersonName, email: Email, role: RoleName, password: NewPassword })

/** Adds a person, who signs in with the password that the administrator hands over and may change it then. */
export async function createUser(actor: Actor, request: z.infer<typeof NewUser>): Promise<UserView> {
  requireRole(actor, 'admin', 'add people')
  const { password, ...data } = request
  const passwordHash = await hashPassword(password)
  return db.$transaction(async (tx) => {
    await lockPeople(tx)
    if (await findCredentials(tx, { email: data.email }))
      throw new AppError('conflict', `There is already a person with the address ${data.email}.`)
    const user = await insertUser(tx, { ...data, passwordHash })
    await recordAudit(tx, actor, { action: 'user.create', subject: 'user', subjectId: user.id, after: data })
    return user
  })
}
