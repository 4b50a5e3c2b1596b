import { z } from 'zod'
import { type Actor, hasRole, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { cohensKappa, krippendorffAlpha, pairsOf, percentAgreement, type Rating, wilson } from './agreement'
import type { AgreementView, LabelAgreement, PairAgreement } from './agreement-view'
import { type LabelValue, listGoldAccuracy, listLabelValues, listRatedVerdicts } from './store-agreement'
import { listQueueRows } from './store-queues'

export const ReadAgreement = z.object({ queueId: z.uuid().optional() })

/** How far reviewers agree: over verdicts, by pair and by label, of one queue or all. Nothing that is blind still. */
export async function readAgreement(actor: Actor, { queueId }: z.infer<typeof ReadAgreement>): Promise<AgreementView> {
  requireRole(actor, 'reviewer', 'see how reviewers agree')
  const [queues, verdicts, labels, gold] = await Promise.all([
    listQueueRows(db),
    listRatedVerdicts(db, queueId),
    listLabelValues(db, queueId),
    hasRole(actor, 'admin') ? listGoldAccuracy(db, queueId) : null,
  ])
  const names = new Map(verdicts.map(({ rater, name }) => [rater, name]))
  return {
    queues: queues.map(({ id, name, isArchived }) => ({ id, name, isArchived })),
    verdicts: {
      percent: percentAgreement(verdicts),
      alpha: krippendorffAlpha(verdicts, 'nominal'),
      units: new Set(verdicts.map(({ unit }) => unit)).size,
      reviewers: names.size,
    },
    pairs: pairsOf([...names.keys()].sort())
      .map(([one, other]) => toPair(verdicts, names, one, other))
      .filter(({ kappa }) => kappa.count > 0),
    labels: [...Map.groupBy(labels, ({ labelId }) => labelId).values()].map(toLabel),
    gold: gold?.map((row) => ({ ...row, interval: wilson(row.right, row.judged) })) ?? null,
  }
}

function toPair(ratings: readonly Rating[], names: Map<string, string>, one: string, other: string): PairAgreement {
  const ofBoth = ratings.filter(({ rater }) => rater === one || rater === other)
  return {
    one: names.get(one) ?? one,
    other: names.get(other) ?? other,
    percent: percentAgreement(ofBoth),
    kappa: cohensKappa(ofBoth, one, other),
  }
}

function toLabel(values: LabelValue[]): LabelAgreement {
  const isRating = values[0]?.kind === 'rating'
  const ratings = values.map((row) => ({ ...row, value: isRating ? Number(row.value) : row.value }))
  const metric = isRating ? 'ordinal' : 'nominal'
  return {
    id: values[0]?.labelId ?? '',
    label: values[0]?.label ?? '',
    kind: values[0]?.kind ?? '',
    percent: percentAgreement(ratings),
    alpha: krippendorffAlpha(ratings, metric),
    metric,
  }
}
