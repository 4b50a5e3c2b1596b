import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type ForeignImport, type ForeignImportPage, ForeignOutcome, type ForeignRowPage } from './foreign-import'
import { listForeignImportRows, listForeignRowRows } from './store'

export const ListForeignImports = z.object({
  /** The `next` of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Newest first. */
export async function listForeignImports(
  actor: Actor,
  filter: z.input<typeof ListForeignImports> = {},
): Promise<ForeignImportPage> {
  requireRole(actor, 'viewer', 'see imports of trajectories')
  const { after, limit } = ListForeignImports.parse(filter)
  const found = await listForeignImportRows(db, { after, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { rows: page, next: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}

export const GetForeignImport = z.object({ id: z.uuid() })

export async function getForeignImport(actor: Actor, { id }: z.infer<typeof GetForeignImport>): Promise<ForeignImport> {
  requireRole(actor, 'viewer', 'see imports of trajectories')
  const [found] = await listForeignImportRows(db, { id, limit: 1 })
  if (!found) throw new AppError('not_found', 'There is no such import.')
  return found
}

export const ListForeignRows = GetForeignImport.extend({
  outcome: ForeignOutcome.optional(),
  /** The `next` of the page before. */
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** What became of the rows of a file, in its order. */
export async function listForeignRows(actor: Actor, request: z.input<typeof ListForeignRows>): Promise<ForeignRowPage> {
  requireRole(actor, 'viewer', 'see imports of trajectories')
  const { id, limit, ...filter } = ListForeignRows.parse(request)
  const found = await listForeignRowRows(db, id, { ...filter, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { rows: page, next: found.length > limit ? (page.at(-1)?.number ?? null) : null }
}
