import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ListOptimizations, OptimizationPage } from './optimization'
import { listOptimizationRows } from './store'

/** The searches of a trajectory, newest first. */
export async function listOptimizations(
  actor: Actor,
  filter: z.infer<typeof ListOptimizations>,
): Promise<OptimizationPage> {
  requireRole(actor, 'viewer', 'see searches')
  const rows = await listOptimizationRows(db, filter)
  return { rows, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}
