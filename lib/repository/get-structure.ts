import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type GetSnapshot, requireSnapshot } from './get-snapshot'
import type { SnapshotStructure } from './repository'
import { listDependencies, listOtherImports, listStructureFiles } from './store'

/** Everything that was found out about a snapshot, without contents. */
export async function getStructure(actor: Actor, { id }: z.infer<typeof GetSnapshot>): Promise<SnapshotStructure> {
  requireRole(actor, 'viewer', 'see the structure')
  const { cycles } = await requireSnapshot(db, id)
  const [files, dependencies, others] = await Promise.all([
    listStructureFiles(db, id),
    listDependencies(db, id),
    listOtherImports(db, id),
  ])
  return { files, dependencies, ...others, cycles }
}
