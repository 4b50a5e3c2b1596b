import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from './actor'
import { hasPeople, lockPeople, replaceSetupToken } from './store'

export const SetupTokenRequest = z.object({
  lifetimeMs: z
    .int()
    .positive()
    .default(24 * 60 * 60 * 1000),
})

/**
 * The token of the one-time link for the first person. It is told only here: the database keeps its hash. A new one
 * makes those before it worthless. Throws `conflict` when there are people already.
 */
export async function createSetupToken(actor: Actor, request: z.input<typeof SetupTokenRequest>): Promise<string> {
  if (actor.kind !== 'operator') throw new AppError('forbidden', 'Only whoever starts Retrace may make a set-up link.')
  const { lifetimeMs } = SetupTokenRequest.parse(request)
  return db.$transaction(async (tx) => {
    await lockPeople(tx)
    if (await hasPeople(tx)) throw new AppError('conflict', 'Retrace is set up already: there are people.')
    const token = randomBytes(32).toString('base64url')
    await replaceSetupToken(tx, hashToken(token), new Date(Date.now() + lifetimeMs))
    return token
  })
}

export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
