import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countAttempts, insertAttempt } from './store'

export const windowMs = 15 * 60_000
export const maxPerAddress = 10
export const maxInAll = 300

/**
 * Counts an attempt before it is made, so that attempts at the same time cannot pass the limit together; whoever
 * succeeds calls `forgetAttempts`. Throws `unavailable` when there were too many.
 */
export async function requireAttempt(address: string): Promise<void> {
  const now = Date.now()
  await db.$transaction(async (tx) => {
    const { mine, all, oldest } = await countAttempts(tx, address, new Date(now - windowMs))
    if (mine >= maxPerAddress) {
      const minutes = Math.max(1, Math.ceil(((oldest?.getTime() ?? now) + windowMs - now) / 60_000))
      throw new AppError('unavailable', `Too many failed attempts. Try again in ${minutes} min.`)
    }
    if (all >= maxInAll)
      throw new AppError('unavailable', 'Too many people fail to sign in right now. Try again in a few minutes.')
    await insertAttempt(tx, address)
  })
}
