import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type GetSnapshot, requireSnapshot } from './get-snapshot'
import type { Graph } from './repository'
import { getGraphArrows, getGraphNodes } from './store-graph'

/** The included files of a snapshot and how they use each other. */
export async function getGraph(actor: Actor, { id }: z.infer<typeof GetSnapshot>): Promise<Graph> {
  requireRole(actor, 'viewer', 'see the graph')
  await requireSnapshot(db, id)
  const [nodes, arrows] = await Promise.all([getGraphNodes(db, id), getGraphArrows(db, id)])
  return { ...nodes, ...arrows }
}
