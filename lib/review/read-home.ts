import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import {
  type Awaiting,
  findSampleTrajectory,
  hasSample,
  listAwaiting,
  listReleased,
  type Released,
  readTotals,
  type Stage,
} from './home-store'

export const ReadHome = z.object({ limit: z.int().min(1).max(50).default(8) })

export type HomeView = {
  awaiting: { rows: Awaiting[]; drafts: number; returned: number }
  funnel: { stage: Stage; count: number }[]
  released: Released[]
  sample: { trajectoryId: string | null; isThere: boolean }
  /** Whether people have imported anything besides the sample. */
  hasOwnRepository: boolean
}

export type { Awaiting, Released, Stage }

const stages: readonly Stage[] = ['imported', 'synthesized', 'searched', 'approved', 'released']
const maxReleases = 200

export async function readHome(actor: Actor, request: z.input<typeof ReadHome>): Promise<HomeView> {
  requireRole(actor, 'viewer', 'see this page')
  const { limit } = ReadHome.parse(request)
  const [totals, awaiting, released, sample, isThere] = await Promise.all([
    readTotals(db),
    listAwaiting(db, limit),
    listReleased(db, maxReleases),
    findSampleTrajectory(db),
    hasSample(db),
  ])
  return {
    awaiting: { rows: awaiting, drafts: totals.draft, returned: totals.returned },
    funnel: stages.map((stage) => ({ stage, count: totals[stage] })),
    released,
    sample: { trajectoryId: sample?.id ?? null, isThere },
    hasOwnRepository: totals.repositories > 0,
  }
}
