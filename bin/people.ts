import { operator } from '@/lib/auth/actor'
import { createFirstAdmin } from '@/lib/auth/create-first-admin'
import { createSetupToken } from '@/lib/auth/create-setup-token'
import type { Env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** The first person, from INIT_ADMIN_EMAIL and INIT_ADMIN_PASSWORD; nothing when there are people. */
export async function createFirstPerson({
  INIT_ADMIN_EMAIL: email,
  INIT_ADMIN_PASSWORD: password,
}: Env): Promise<void> {
  if (email && password) await createFirstAdmin(operator, { email, password })
}

/** Prints where the pages are and, while there are no people, a new one-time link for the first. */
export async function printAddress(address: string): Promise<void> {
  const token = await findSetupToken()
  console.log(`\n  Retrace is at ${address}`)
  if (token)
    console.log(`  Nobody can sign in yet. Create the first account here, once:\n  ${address}/setup?token=${token}`)
  console.log('  Press Ctrl-C to stop.\n')
}

async function findSetupToken(): Promise<string | undefined> {
  return createSetupToken(operator, {}).catch((error) => {
    if (error instanceof AppError && error.code === 'conflict') return undefined
    throw error
  })
}
