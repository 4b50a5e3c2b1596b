import { randomBytes } from 'node:crypto'
import { type Algorithm, hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage Cheat Sheet, 2025: argon2id with 19 MiB, two passes, one lane. */
const settings = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, settings)
}

let standIn: Promise<string> | undefined

/**
 * Without a hash (nobody has that address) it does the same work against one that nothing matches, so that the time
 * it takes tells nothing.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  standIn ??= hashPassword(randomBytes(32).toString('base64url'))
  const isRight = await verify(passwordHash ?? (await standIn), password)
  return isRight && passwordHash !== undefined
}
