import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { RepositoryPage } from './repository'
import { listRepositoryRows } from './store'

export const ListRepositories = z.object({
  /** Part of a name or an address. */
  search: z.string().trim().max(200).optional(),
  /** The `next` of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Newest first. */
export async function listRepositories(
  actor: Actor,
  filter: z.input<typeof ListRepositories> = {},
): Promise<RepositoryPage> {
  requireRole(actor, 'viewer', 'see repositories')
  const { limit, ...rest } = ListRepositories.parse(filter)
  const found = await listRepositoryRows(db, { ...rest, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { rows: page, next: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}
