import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { decodeTokens } from '@/lib/likelihood/encode-tokens'
import { costsAt, type GetHeat, type Heat } from './heat'
import { findHeatRow } from './store-shown'

/** Where in the target of a step its surprise lies, and where a search has lowered it. */
export async function getHeat(actor: Actor, { optimizationId, stepId }: z.infer<typeof GetHeat>): Promise<Heat> {
  requireRole(actor, 'viewer', 'see searches')
  const row = await findHeatRow(db, { optimizationId, stepId })
  if (!row?.before || !row.baseline || !row.text)
    throw new AppError('not_found', 'This search has kept no costs of single tokens for this step.')
  const before = decodeTokens(row.before)
  const after = row.after ? decodeTokens(row.after) : before
  const { path, scorer, isEmbedded } = row
  return {
    path,
    text: new TextDecoder().decode(row.text),
    starts: [...before.starts],
    baseline: costsAt(before.starts, decodeTokens(row.baseline)),
    before: [...before.nats],
    after: costsAt(before.starts, after),
    scorer,
    isEmbedded,
  }
}
