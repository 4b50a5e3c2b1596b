import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type GetSnapshot, requireSnapshot } from './get-snapshot'
import type { LicenceCount } from './repository'
import { countLicences } from './store'

/** The licences that included files state themselves, the commonest first. */
export async function listLicences(actor: Actor, { id }: z.infer<typeof GetSnapshot>): Promise<LicenceCount[]> {
  requireRole(actor, 'viewer', 'see snapshots')
  await requireSnapshot(db, id)
  return countLicences(db, id)
}
