import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type Actor, requireRole } from './actor'
import { hashPassword } from './password'
import { recordAudit } from './record-audit'
import { changeUser, countActiveAdmins, findUserView, lockPeople, revokeSessions, type UserChange } from './store'
import { NewPassword, RoleName, type UserView } from './user'

export const UserUpdate = z.object({
  id: z.uuid(),
  role: RoleName.optional(),
  isDisabled: z.boolean().optional(),
  /** A new password, for people who forgot theirs. */
  password: NewPassword.optional(),
})

/**
 * Changes a person's role, lets them in or keeps them out, or gives them a new password. Whoever is kept out or has a
 * new password is signed out everywhere. Refuses to leave Retrace without an administrator.
 */
export async function updateUser(actor: Actor, request: z.infer<typeof UserUpdate>): Promise<UserView> {
  requireRole(actor, 'admin', 'change people')
  const passwordHash = request.password === undefined ? undefined : await hashPassword(request.password)
  return db.$transaction(async (tx) => {
    await lockPeople(tx)
    const before = await findUserView(tx, request.id)
    if (!before) throw new AppError('not_found', 'There is no such person.')
    const now = new Date()
    const change: UserChange = { role: request.role, passwordHash }
    if (request.isDisabled !== undefined) change.disabledAt = request.isDisabled ? now : null
    const after = await changeUser(tx, request.id, change)
    if ((await countActiveAdmins(tx)) === 0)
      throw new AppError('conflict', `${before.name} is the last administrator. Make somebody else one first.`)
    if (request.isDisabled || passwordHash) await revokeSessions(tx, { userId: request.id }, now)
    await recordAudit(tx, actor, {
      action: passwordHash ? 'user.reset-password' : 'user.update',
      subject: 'user',
      subjectId: request.id,
      before: { role: before.role, isDisabled: before.isDisabled },
      after: { role: after.role, isDisabled: after.isDisabled },
    })
    return after
  })
}
