import { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Disagreement } from './disagreement'
import { type DisagreementRow, listSplit } from './store-agreement'

export const ListDisagreements = z.object({ limit: z.int().min(1).max(200).default(100) })

/** Trajectories whose reviewers differ and that wait for somebody to settle it. */
export async function listDisagreements(
  actor: Actor,
  { limit }: z.infer<typeof ListDisagreements>,
): Promise<Disagreement[]> {
  requireRole(actor, 'reviewer', 'see disagreements')
  return (await listSplit(db, { limit })).map((row) => toView(actor, row))
}

export const GetDisagreement = z.object({ id: z.uuid() })

export async function getDisagreement(actor: Actor, { id }: z.infer<typeof GetDisagreement>): Promise<Disagreement> {
  requireRole(actor, 'reviewer', 'see disagreements')
  const [found] = await listSplit(db, { id, limit: 1 })
  if (!found) throw new AppError('not_found', 'Nobody disagrees about this trajectory now.')
  return toView(actor, found)
}

function toView(actor: Actor, { reviewers, ...row }: DisagreementRow): Disagreement {
  const isOneOfThem = reviewers.includes(userIdOf(actor) ?? '')
  const whyNot = isOneOfThem && !hasRole(actor, 'admin') ? 'You are one of those who disagree.' : null
  return { ...row, whyNot }
}
