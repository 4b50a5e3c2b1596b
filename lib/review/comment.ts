import { z } from 'zod'
import { Anchor } from './anchor'
import { SentChange } from './change'

export const CommentText = z
  .string()
  .trim()
  .min(1, 'Write something first.')
  .max(10_000, 'A comment may have at most 10,000 characters.')

export const Person = z.object({ id: z.string(), name: z.string() })

export const CommentView = z.object({
  id: z.string(),
  threadId: z.string(),
  /** Empty when it is deleted. */
  text: z.string(),
  mentions: z.array(Person),
  by: z.string(),
  userId: z.string().nullable(),
  version: z.int(),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  isDeleted: z.boolean(),
})

export const ThreadView = z.object({
  id: z.string(),
  trajectoryId: z.string(),
  anchor: Anchor,
  revision: z.int(),
  by: z.string(),
  userId: z.string().nullable(),
  version: z.int(),
  resolvedAt: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  isOutdated: z.boolean(),
  createdAt: z.string(),
  comments: z.array(CommentView),
})

export const ThreadPage = z.object({ rows: z.array(ThreadView), next: z.string().nullable() })

export const ListThreads = z.object({
  /** The trajectory's. */
  id: z.uuid(),
  revision: z.coerce.number().int().min(1).optional(),
  /** The id of the last thread of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(500),
})

const mentions = z.array(z.uuid()).max(50).default([])

/** A thread begins with its first comment. */
export const NewThread = SentChange.extend({
  /** The trajectory's. */
  id: z.uuid(),
  threadId: z.uuid(),
  commentId: z.uuid(),
  revision: z.int().min(1),
  anchor: Anchor,
  text: CommentText,
  mentions,
})

export const NewComment = SentChange.extend({
  /** The thread's. */
  id: z.uuid(),
  commentId: z.uuid(),
  text: CommentText,
  mentions,
})

export const CommentChange = SentChange.extend({
  id: z.uuid(),
  version: z.int().min(1),
  text: CommentText.optional(),
  mentions: mentions.optional(),
  isDeleted: z.boolean().optional(),
})

export const ThreadChange = SentChange.extend({ id: z.uuid(), version: z.int().min(1), isResolved: z.boolean() })
export const GetComment = z.object({ id: z.uuid() })
export const GetThread = z.object({ id: z.uuid() })
export const AppliedThread = z.object({ version: z.int(), row: ThreadView })
export const AppliedComment = z.object({ version: z.int(), row: CommentView })

export type Person = z.infer<typeof Person>
export type CommentView = z.infer<typeof CommentView>
export type ThreadView = z.infer<typeof ThreadView>
export type ThreadPage = z.infer<typeof ThreadPage>
export type NewThread = z.infer<typeof NewThread>
export type NewComment = z.infer<typeof NewComment>
export type CommentChange = z.infer<typeof CommentChange>
export type ThreadChange = z.infer<typeof ThreadChange>
