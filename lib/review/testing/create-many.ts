import { db } from '@/lib/db/client'
import { refreshEntries, removeEntries } from '@/lib/trajectory/store-entry'
import { createTestTrajectory } from './create-trajectory'

/** Many trajectories at revision 1, without steps, and their ids from the oldest on. */
export async function createManyTrajectories(count: number): Promise<string[]> {
  const model = await createTestTrajectory()
  await db.$executeRaw`insert into trajectory (id, snapshot_id, settings, fingerprint, author, request, state, head, step_count)
    select gen_random_uuid(), snapshot_id, settings, gen_random_uuid()::text, author, request, 'draft', 1, n
    from trajectory, generate_series(1, ${count}::int) n where id = ${model}::uuid`
  await db.$executeRaw`insert into revision (id, trajectory_id, number, reason, "by", content_hash, verifiers, tokens, trained_tokens, max_copy_ratio)
    select gen_random_uuid(), t.id, 1, 'Synthesized.', 'test', t.id::text, r.verifiers, 1, 1, 0
    from trajectory t, revision r where r.trajectory_id = ${model}::uuid and t.head = 1 and t.id <> ${model}::uuid`
  await removeEntries(db, [model])
  await db.trajectory.delete({ where: { id: model } })
  const found = await db.trajectory.findMany({ orderBy: { id: 'asc' }, select: { id: true } })
  const ids = found.map(({ id }) => id)
  await refreshEntries(db, ids)
  return ids
}
