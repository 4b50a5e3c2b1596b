import { z } from 'zod'
import { Judgement } from '@/lib/trajectory/view'

export const AssignmentState = z.enum(['claimed', 'snoozed', 'done', 'skipped', 'lost'])

export const Assignment = z.object({
  id: z.string(),
  queueId: z.string(),
  trajectoryId: z.string(),
  userId: z.string(),
  slot: z.int().nullable(),
  state: AssignmentState,
  revision: z.int(),
  leaseUntil: z.string(),
  snoozedUntil: z.string().nullable(),
  reason: z.string().nullable(),
  isGold: z.boolean(),
  judgement: Judgement.nullable(),
})
export type Assignment = z.infer<typeof Assignment>

/** What a reviewer is told about it: nothing that tells a gold sample from others. */
export const AssignmentView = Assignment.omit({ isGold: true, slot: true, userId: true, judgement: true }).extend({
  queueName: z.string(),
  repositoryName: z.string(),
  leaseMinutes: z.int(),
  overlap: z.int(),
  isBlind: z.boolean(),
  guidelines: z.object({
    version: z.int(),
    text: z.string(),
    /** The version that the reviewer has read last; null when none. */
    read: z.int().nullable(),
  }),
  /** The reviewer's own work in this queue, in order of claim: which one this is, and its neighbours. */
  place: z.object({
    number: z.int(),
    of: z.int(),
    previous: z.object({ id: z.string(), trajectoryId: z.string() }).nullable(),
    next: z.object({ id: z.string(), trajectoryId: z.string() }).nullable(),
  }),
  waiting: z.int(),
  /** The reviewer's verdict of before, when the trajectory has come back, and what is not as it was. */
  before: z
    .object({
      revision: z.int(),
      judgement: Judgement,
      reason: z.string().nullable(),
      steps: z.array(z.object({ id: z.string(), position: z.int(), path: z.string().nullable() })),
      stepCount: z.int(),
    })
    .nullable(),
  /** Why it is not the reviewer's any more, as a sentence. */
  lost: z.string().nullable(),
})
export type AssignmentView = z.infer<typeof AssignmentView>

export const ClaimNext = z.object({ id: z.uuid() })
export const AssignmentRequest = z.object({ id: z.uuid() })
export const SkipRequest = z.object({ id: z.uuid(), reason: z.string().trim().max(1000).optional() })
export const SnoozeRequest = z.object({ id: z.uuid(), until: z.iso.datetime({ offset: true }) })

/** What was claimed; null when nothing waits. */
export const Claimed = z.object({ id: z.string(), trajectoryId: z.string() }).nullable()
export type Claimed = z.infer<typeof Claimed>

/** Where the work on an assignment is done. */
export function assignmentHref({ id, trajectoryId }: { id: string; trajectoryId: string }): string {
  return `/trajectories/${trajectoryId}?assignment=${id}`
}
