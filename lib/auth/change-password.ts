import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type Actor, userIdOf } from './actor'
import { hashPassword, verifyPassword } from './password'
import { recordAudit } from './record-audit'
import { requireAttempt } from './sign-in-limit'
import { changeUser, findCredentials, forgetAttempts, revokeSessions } from './store'
import { NewPassword } from './user'

export const PasswordChange = z.object({
  current: z.string().max(256),
  password: NewPassword,
  /** The session that stays; all others of the person end. */
  sessionId: z.uuid().optional(),
})

export async function changePassword(actor: Actor, request: z.infer<typeof PasswordChange>): Promise<null> {
  const id = userIdOf(actor)
  const person = id ? await findCredentials(db, { id }) : undefined
  if (!person) throw new AppError('forbidden', 'Only people have passwords.')
  const subject = `password of ${person.id}`
  await requireAttempt(subject)
  if (!(await verifyPassword(person.passwordHash, request.current)))
    throw new AppError('invalid', 'The current password is not right.')
  const passwordHash = await hashPassword(request.password)
  await db.$transaction(async (tx) => {
    await forgetAttempts(tx, subject)
    await changeUser(tx, person.id, { passwordHash })
    await revokeSessions(tx, { userId: person.id, exceptId: request.sessionId }, new Date())
    await recordAudit(tx, actor, { action: 'user.change-password', subject: 'user', subjectId: person.id })
  })
  return null
}
