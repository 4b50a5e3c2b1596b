import { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import {
  type Awaiting,
  findSampleTrajectory,
  hasActiveJob,
  listAwaiting,
  listReleased,
  type Released,
  readTotals,
  type Stage,
} from './home-store'
import { listDisagreements } from './list-disagreements'
import { listOwnWork, type OwnWork } from './store-own-work'

export const ReadHome = z.object({ limit: z.int().min(1).max(50).default(8) })

export type HomeView = {
  /** What the reader has at hand, and how many disagreements they can settle. */
  own: { work: OwnWork[]; disagreements: number }
  awaiting: { rows: Awaiting[]; drafts: number; returned: number }
  funnel: { stage: Stage; count: number }[]
  released: Released[]
  /** The trajectory of the sample; null when there is none (yet). */
  sampleTrajectoryId: string | null
  isWorking: boolean
  /** Whether people have imported anything besides the sample. */
  hasOwnRepository: boolean
}

export type { Awaiting, Released, Stage }

const stages: readonly Stage[] = ['imported', 'synthesized', 'searched', 'approved', 'released']
const maxReleases = 200

export async function readHome(actor: Actor, request: z.input<typeof ReadHome>): Promise<HomeView> {
  requireRole(actor, 'viewer', 'see this page')
  const { limit } = ReadHome.parse(request)
  const userId = hasRole(actor, 'reviewer') ? userIdOf(actor) : null
  const [totals, awaiting, released, sample, isWorking, work, disagreements] = await Promise.all([
    readTotals(db),
    listAwaiting(db, limit),
    listReleased(db, maxReleases),
    findSampleTrajectory(db),
    hasActiveJob(db),
    userId ? listOwnWork(db, userId) : [],
    userId ? listDisagreements(actor, { limit: 100 }) : [],
  ])
  return {
    own: { work, disagreements: disagreements.filter(({ whyNot }) => whyNot === null).length },
    awaiting: { rows: awaiting, drafts: totals.draft, returned: totals.returned },
    funnel: stages.map((stage) => ({ stage, count: totals[stage] })),
    released,
    sampleTrajectoryId: sample?.id ?? null,
    isWorking,
    hasOwnRepository: totals.repositories > 0,
  }
}
