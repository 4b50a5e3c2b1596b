import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { requireSnapshot } from './get-snapshot'
import type { CommitPage } from './history'
import { listCommitRows } from './store-history'

export const ListCommits = z.object({
  /** The snapshot. */
  id: z.uuid(),
  /** The `next` of the page before. */
  after: z.coerce.number().int().min(-1).default(-1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The history of a snapshot that was imported with a depth over 1, newest commit first. */
export async function listCommits(actor: Actor, request: z.input<typeof ListCommits>): Promise<CommitPage> {
  requireRole(actor, 'viewer', 'see the history')
  const { id, after, limit } = ListCommits.parse(request)
  await requireSnapshot(db, id)
  const found = await listCommitRows(db, id, { after, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { rows: page, next: found.length > limit ? (page.at(-1)?.position ?? null) : null }
}
