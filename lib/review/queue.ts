import { z } from 'zod'
import { TrajectoryFilter } from '@/lib/trajectory/filter'

export const priorities = ['oldest', 'newest', 'shortest', 'longest'] as const
export const Priority = z.enum(priorities)

export const priorityWords: Record<z.infer<typeof Priority>, string> = {
  oldest: 'oldest first',
  newest: 'newest first',
  shortest: 'fewest steps first',
  longest: 'most steps first',
}

/** What people set about a queue. */
export const QueueSettings = z.object({
  name: z.string().trim().min(1, 'Give a name.').max(100),
  /** Without a state: drafts. */
  filter: TrajectoryFilter,
  priority: Priority.default('oldest'),
  /** Of what the filter finds, the part that is reviewed. */
  share: z.number().gt(0, 'More than nothing.').max(1).default(1),
  overlap: z.int().min(1).max(20).default(1),
  isBlind: z.boolean().default(false),
  leaseMinutes: z.int().min(1).max(480).default(20),
  goldShare: z.number().min(0).max(0.5).default(0),
  isForMembers: z.boolean().default(false),
  members: z.array(z.uuid()).max(500).default([]),
  guidelines: z.string().trim().max(100_000).default(''),
})
export type QueueSettings = z.infer<typeof QueueSettings>

export const SaveQueue = QueueSettings.extend({ id: z.uuid().optional() })

export const QueueView = QueueSettings.extend({
  id: z.string(),
  seed: z.string(),
  guidelinesVersion: z.int(),
  isArchived: z.boolean(),
})
export type QueueView = z.infer<typeof QueueView>

/** How far a queue is; `mine` is what the reader has judged in it. */
export const QueueCounts = z.object({
  waiting: z.int(),
  claimed: z.int(),
  done: z.int(),
  mine: z.int(),
  split: z.int(),
})
export type QueueCounts = z.infer<typeof QueueCounts>

/** More than so many waiting are not counted. */
export const mostCounted = 1000
