import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { sumCalls } from '@/lib/llm/store-calls'
import type { CallTotal } from './call-total'
import { getTrajectoryHead } from './store'

export const GetCallTotal = z.object({ id: z.uuid() })

/** What the calls of models for a trajectory came to, over all of its attempts; nothing for the embedded author. */
export async function getCallTotal(actor: Actor, { id }: z.infer<typeof GetCallTotal>): Promise<CallTotal> {
  requireRole(actor, 'viewer', 'see trajectories')
  await getTrajectoryHead(db, id)
  return sumCalls(db, { kind: 'trajectory', id })
}
