import { createHash, randomBytes } from 'node:crypto'
import { db } from '@/lib/db/client'
import { getOrCreateSetting } from './store'

let known: Promise<string> | undefined

/** The secret that signs sessions: made once per database, by whichever process comes first. */
export function getSecret(): Promise<string> {
  known ??= getOrCreateSetting(db, 'session-secret', randomBytes(32).toString('base64url')).catch((error) => {
    known = undefined
    throw error
  })
  return known
}

/**
 * Names of cookies end in a mark of the instance: browsers keep cookies by host without the port, and two instances
 * on one machine would sign each other's people out.
 */
export async function cookieName(purpose: 'session' | 'csrf' | 'callback'): Promise<string> {
  const mark = createHash('sha256')
    .update(await getSecret())
    .digest('hex')
    .slice(0, 8)
  return `retrace-${purpose}-${mark}`
}
