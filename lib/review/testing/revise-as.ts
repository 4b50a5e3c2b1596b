import { db } from '@/lib/db/client'
import type { Person } from '@/lib/review/testing/create-people'
import { appendRevision } from '@/lib/trajectory/append-revision'

/** Appends a revision with other words in the first thought, as a person makes it by hand. */
export async function reviseAs({ name, userId }: Person, trajectoryId: string, base: number): Promise<void> {
  const step = await db.step.findFirstOrThrow({ where: { trajectoryId, kind: 'think' }, orderBy: { position: 'asc' } })
  const data = { stepId: step.id, origin: 'person' as const, text: `Words of ${name}.\n`, tokens: 3 }
  const thought = await db.thought.create({ data })
  const selected = [{ stepId: step.id, thoughtId: thought.id }]
  await appendRevision({ trajectoryId, base, reason: 'Edited.', by: name, userId, selected })
}
