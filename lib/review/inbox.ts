import { z } from 'zod'
import { Anchor } from './anchor'

export const InboxReason = z.enum(['mention', 'reply', 'work'])

export const InboxEntry = z.object({
  id: z.string(),
  reason: InboxReason,
  isRead: z.boolean(),
  createdAt: z.string(),
  threadId: z.string(),
  trajectoryId: z.string(),
  repository: z.string(),
  anchor: Anchor,
  /** Where the step is, from 0; null when it is about a run or all. */
  position: z.int().nullable(),
  isResolved: z.boolean(),
  by: z.string(),
  text: z.string(),
})

export const InboxPage = z.object({ rows: z.array(InboxEntry), next: z.string().nullable(), unread: z.int() })

export const ReadInbox = z.object({
  /** `open`: what is unread, or in a thread that is not resolved. */
  show: z.enum(['open', 'all']).default('open'),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

/** Marks entries as read or unread; without ids all of them. */
export const MarkInbox = z.object({ ids: z.array(z.uuid()).max(500).optional(), isRead: z.boolean().default(true) })

export const CountUnread = z.object({})
export const Unread = z.object({ count: z.int() })

export type InboxEntry = z.infer<typeof InboxEntry>
export type InboxPage = z.infer<typeof InboxPage>
