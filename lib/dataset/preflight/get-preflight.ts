import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import type { GetDataset } from '@/lib/dataset/dataset'
import { getDatasetRow } from '@/lib/dataset/store-datasets'
import { db } from '@/lib/db/client'
import type { FindingPage, ListFindings, PreflightState } from './finding'
import { countRules, listFindingRows, placeOf } from './store-findings'
import { countUnapplied, findPreflight, hashPlan, isCovered } from './store-preflight'

/** Where the look before a release stands, and whether it is still of what the dataset holds. */
export async function getPreflight(
  actor: Actor,
  { id }: z.infer<typeof GetDataset>,
): Promise<z.infer<typeof PreflightState>> {
  requireRole(actor, 'viewer', 'see datasets')
  const dataset = await getDatasetRow(db, id)
  const found = await findPreflight(db, id)
  if (!found) return { preflight: null }
  const { planHash, ...preflight } = found
  const [plan, covered, rules, unapplied] = await Promise.all([
    hashPlan(db, dataset),
    isCovered(db, dataset, found.id),
    countRules(db, id, found.id),
    countUnapplied(db, found.id),
  ])
  const open = rules.reduce((sum, rule) => sum + rule.open, 0)
  const isCurrent = found.endedAt !== null && plan === planHash && covered
  return { preflight: { ...preflight, isCurrent, rules, open, unapplied } }
}

/** A page of what was found, and what was decided about it. */
export async function listFindings(
  actor: Actor,
  request: z.infer<typeof ListFindings>,
): Promise<z.infer<typeof FindingPage>> {
  requireRole(actor, 'viewer', 'see datasets')
  const found = await findPreflight(db, request.id)
  if (!found) return { rows: [], next: null }
  const rows = await listFindingRows(db, found.id, { ...request, limit: request.limit + 1 })
  const page = rows.slice(0, request.limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > request.limit && last ? placeOf(last) : null }
}
