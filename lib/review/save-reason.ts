import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Judgement } from '@/lib/trajectory/view'
import type { VerdictReason } from './policy'
import { changeReason, findReasonRow, insertReason, listReasonRows, orderReasonRows } from './store-policy'

const Text = z.string().trim().min(1, 'Say it in a few words.').max(200)

export const AddReason = z.object({ judgement: Judgement, text: Text })

export const ChangeReason = z.object({
  id: z.uuid(),
  text: Text.optional(),
  isArchived: z.boolean().optional(),
  /** Places it before or after its neighbour. */
  move: z.enum(['up', 'down']).optional(),
})

const what = 'change the reasons of verdicts'

export function addReason(actor: Actor, { judgement, text }: z.infer<typeof AddReason>): Promise<VerdictReason[]> {
  requireRole(actor, 'admin', what)
  return db.$transaction(async (tx) => {
    const id = await insertReason(tx, judgement, text)
    const after = { judgement, text }
    await recordAudit(tx, actor, { action: 'reason.add', subject: 'reason', subjectId: id, after })
    return listReasonRows(tx)
  })
}

/** Rewords, moves, archives or brings back a reason. Verdicts keep the words that they were given with. */
export function changeVerdictReason(actor: Actor, request: z.infer<typeof ChangeReason>): Promise<VerdictReason[]> {
  requireRole(actor, 'admin', what)
  const { id, text, isArchived, move } = request
  return db.$transaction(async (tx) => {
    const before = await findReasonRow(tx, id)
    if (!before) throw new AppError('not_found', 'There is no such reason.')
    const archivedAt = isArchived === undefined ? undefined : isArchived ? new Date() : null
    await changeReason(tx, id, { text, archivedAt })
    if (move) {
      const offered = (await listReasonRows(tx)).filter((row) => row.judgement === before.judgement && !row.isArchived)
      await orderReasonRows(tx, moved(offered, id, move === 'up' ? -1 : 1))
    }
    const after = { text: text ?? before.text, isArchived: isArchived ?? before.isArchived, ...(move && { move }) }
    await recordAudit(tx, actor, { action: 'reason.change', subject: 'reason', subjectId: id, before, after })
    return listReasonRows(tx)
  })
}

function moved(reasons: readonly VerdictReason[], id: string, by: number): string[] {
  const ids = reasons.map((reason) => reason.id)
  const from = ids.indexOf(id)
  const to = Math.min(Math.max(from + by, 0), ids.length - 1)
  if (from < 0) return ids
  ids.splice(from, 1)
  ids.splice(to, 0, id)
  return ids
}
