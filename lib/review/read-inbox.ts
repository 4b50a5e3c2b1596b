import type { z } from 'zod'
import { type Actor, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { CountUnread, InboxPage, MarkInbox, ReadInbox, Unread } from './inbox'
import { countUnreadRows, listInboxRows, markInboxRows } from './store-inbox'

export const mostUnreadCounted = 100

/**
 * What was said to a person: mentions, replies, and threads on what they worked on. Nobody reads another's. What others
 * say about a trajectory that the person reviews blind waits until that is over.
 */
export async function readInbox(actor: Actor, filter: z.infer<typeof ReadInbox>): Promise<InboxPage> {
  const userId = userIdOf(actor)
  if (!userId) return { rows: [], next: null, unread: 0 }
  const [rows, unread] = await Promise.all([
    listInboxRows(db, { ...filter, actor, userId }),
    countUnreadRows(db, { actor, userId, most: mostUnreadCounted }),
  ])
  return { rows, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null, unread }
}

export async function countUnread(actor: Actor, _: z.infer<typeof CountUnread>): Promise<z.infer<typeof Unread>> {
  const userId = userIdOf(actor)
  return { count: userId ? await countUnreadRows(db, { actor, userId, most: mostUnreadCounted }) : 0 }
}

/** How many changed. Being read is nobody's business but the reader's: it is not in the audit. */
export async function markInbox(
  actor: Actor,
  { ids, isRead }: z.infer<typeof MarkInbox>,
): Promise<z.infer<typeof Unread>> {
  const userId = userIdOf(actor)
  if (userId) await markInboxRows(db, userId, { ids, readAt: isRead ? new Date() : null })
  return countUnread(actor, {})
}
