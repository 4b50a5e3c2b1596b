import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { lockDataset } from '@/lib/dataset/store-datasets'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Decided, DecideFindings } from './finding'
import { decideRows, decideRuleRows } from './store-findings'
import { findPreflight } from './store-preflight'

/** Keeps, masks or drops what was found, or takes a decision back. It stays for the releases to come. */
export function decideFindings(
  actor: Actor,
  { id, decision, fingerprints, rule }: z.infer<typeof DecideFindings>,
): Promise<z.infer<typeof Decided>> {
  requireRole(actor, 'reviewer', 'decide about findings')
  return db.$transaction(async (tx) => {
    await lockDataset(tx, id)
    const by = actor.name
    let changed = 0
    if (fingerprints?.length) changed = await decideRows(tx, id, fingerprints, { decision, by })
    else if (rule) {
      const preflight = await findPreflight(tx, id)
      if (preflight) changed = await decideRuleRows(tx, id, preflight.id, rule, { decision, by })
    } else throw new AppError('invalid', 'Say which findings the decision is about.')
    if (changed === 0)
      throw new AppError('invalid', decision === 'mask' ? 'There is no text to mask.' : 'There is no such finding.')
    await recordAudit(tx, actor, {
      action: 'dataset.decide',
      subject: 'dataset',
      subjectId: id,
      after: {
        decision,
        findings: changed,
        ...(rule ? { check: rule.check, rule: rule.rule } : { first: fingerprints?.[0] }),
      },
    })
    return { changed }
  })
}
