import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type Actor, userIdOf } from './actor'
import { recordAudit } from './record-audit'
import { revokeSessions } from './store'

export const SessionRevocation = z.object({ id: z.uuid() })

/** Ends one of the actor's own sessions: its next request is refused. Ending an ended one changes nothing. */
export async function revokeSession(actor: Actor, request: z.infer<typeof SessionRevocation>): Promise<null> {
  const userId = userIdOf(actor)
  if (!userId) throw new AppError('forbidden', 'Only people have sessions.')
  await db.$transaction(async (tx) => {
    const count = await revokeSessions(tx, { userId, id: request.id }, new Date())
    if (count === 0) return
    await recordAudit(tx, actor, { action: 'session.revoke', subject: 'session', subjectId: request.id })
  })
  return null
}
