import { db } from '@/lib/db/client'
import { createPerson, type Person } from './create-people'
import { createTestTrajectory } from './create-trajectory'

export type Review = { ada: Person; ben: Person; cleo: Person; admin: Person; id: string }

/** One trajectory, three reviewers and an administrator, and nothing that was said before. */
export async function startReview(): Promise<Review> {
  await db.verdict.deleteMany()
  await db.trajectory.deleteMany()
  await db.trajectoryTally.deleteMany()
  await db.queue.deleteMany()
  return {
    ada: await createPerson('Ada'),
    ben: await createPerson('Ben'),
    cleo: await createPerson('Cleo'),
    admin: await createPerson('Alma', 'admin'),
    id: await createTestTrajectory(),
  }
}

export async function stateOf(id: string): Promise<string> {
  return (await db.trajectory.findUniqueOrThrow({ where: { id } })).state
}

export const approve = { revision: 1, judgement: 'approve' } as const
export const reject = { revision: 1, judgement: 'reject', reason: 'It guesses.' } as const
