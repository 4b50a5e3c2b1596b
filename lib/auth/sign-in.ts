import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { verifyPassword } from './password'
import { requireAttempt } from './sign-in-limit'
import { findCredentials, forgetAttempts, insertSession } from './store'
import { Email } from './user'

export const SignIn = z.object({
  email: Email,
  password: z.string().min(1).max(256),
  userAgent: z.string().default(''),
})

export const sessionLifetimeMs = 30 * 24 * 60 * 60_000

/** The same words for every failure: they do not tell who has an account. */
const refusal = 'The e-mail address or the password is not right.'

/** Opens a session for whoever knows the password. Throws `unauthenticated`, or `unavailable` after too many failures. */
export async function signIn(request: z.input<typeof SignIn>): Promise<{ userId: string; sessionId: string }> {
  const parsed = SignIn.safeParse(request)
  if (!parsed.success) throw new AppError('unauthenticated', refusal)
  const { email, password, userAgent } = parsed.data
  await requireAttempt(email)
  const person = await findCredentials(db, { email })
  const isRight = await verifyPassword(person?.passwordHash, password)
  if (!person || !isRight) throw new AppError('unauthenticated', refusal)
  if (person.disabledAt)
    throw new AppError('unauthenticated', 'This account is disabled. Ask an administrator to enable it.')
  return db.$transaction(async (tx) => {
    await forgetAttempts(tx, email)
    const expiresAt = new Date(Date.now() + sessionLifetimeMs)
    const sessionId = await insertSession(tx, { userId: person.id, userAgent: userAgent.slice(0, 400), expiresAt })
    return { userId: person.id, sessionId }
  })
}
