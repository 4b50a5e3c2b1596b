import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Entry } from '@/components/outbox/entry'
import { registerResultHandler } from '@/components/outbox/result-handlers'
import { fetchJson } from '@/lib/http/client'
import { AnnotationPage, type AnnotationView, AppliedAnnotation } from '@/lib/review/annotation'
import { AppliedComment, AppliedThread, ThreadPage, type ThreadView } from '@/lib/review/comment'
import { InboxPage, Unread } from '@/lib/review/inbox'

const outboxed = { isOutboxed: true }

/** Every annotation of a trajectory, as it stands at a revision. */
export const annotationsQuery = (trajectoryId: string, revision: number) =>
  queryOptions({
    queryKey: ['trajectory', trajectoryId, 'annotations', revision],
    queryFn: ({ signal }) =>
      readAll<AnnotationView>((after) =>
        fetchJson(AnnotationPage, `/api/v1/trajectories/${trajectoryId}/annotations?revision=${revision}${after}`, {
          signal,
        }),
      ),
    meta: outboxed,
  })

/** Every thread of a trajectory with its comments. */
export const threadsQuery = (trajectoryId: string, revision: number) =>
  queryOptions({
    queryKey: ['trajectory', trajectoryId, 'threads', revision],
    queryFn: ({ signal }) =>
      readAll<ThreadView>((after) =>
        fetchJson(ThreadPage, `/api/v1/trajectories/${trajectoryId}/threads?revision=${revision}${after}`, { signal }),
      ),
    meta: outboxed,
  })

export const inboxQuery = (show: 'open' | 'all') =>
  queryOptions({
    queryKey: ['inbox', show],
    queryFn: ({ signal }) => fetchJson(InboxPage, `/api/v1/inbox?show=${show}&limit=50`, { signal }),
    staleTime: 0,
  })

const unreadEveryMs = 60_000

export const unreadQuery = () =>
  queryOptions({
    queryKey: ['inbox', 'unread'],
    queryFn: ({ signal }) => fetchJson(Unread, '/api/v1/inbox/unread', { signal }),
    refetchInterval: unreadEveryMs,
  })

export function refreshInbox(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['inbox'] })
}

async function readAll<Row>(read: (after: string) => Promise<{ rows: Row[]; next: string | null }>): Promise<Row[]> {
  const all: Row[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: { rows: Row[]; next: string | null } = await read(next && `&after=${next}`)
    all.push(...page.rows)
    next = page.next
  }
  return all
}

registerResultHandler(['annotation.create', 'annotation.change'], (client, _: Entry, result) => {
  const applied = AppliedAnnotation.safeParse(result).data
  if (!applied) return
  const { row } = applied
  client.setQueriesData<AnnotationView[]>(
    { queryKey: ['trajectory', row.trajectoryId, 'annotations'] },
    (rows) => rows && withRow(rows, row, row.isDeleted),
  )
  void client.invalidateQueries({ queryKey: ['trajectory', row.trajectoryId, 'annotations'] })
})

registerResultHandler(['thread.start', 'thread.change'], (client, _, result) => {
  const applied = AppliedThread.safeParse(result).data
  if (!applied) return
  const { row } = applied
  client.setQueriesData<ThreadView[]>(
    { queryKey: ['trajectory', row.trajectoryId, 'threads'] },
    (rows) =>
      rows &&
      withRow(
        rows,
        row,
        row.comments.every(({ isDeleted }) => isDeleted),
      ),
  )
  void client.invalidateQueries({ queryKey: ['trajectory', row.trajectoryId, 'threads'] })
})

registerResultHandler(['comment.reply', 'comment.change'], (client, _, result) => {
  const applied = AppliedComment.safeParse(result).data
  if (!applied) return
  const { row } = applied
  const isThreads = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[2] === 'threads' }
  client.setQueriesData<ThreadView[]>(isThreads, (rows) =>
    rows?.map((thread) =>
      thread.id === row.threadId ? { ...thread, comments: withRow(thread.comments, row, false) } : thread,
    ),
  )
  void client.invalidateQueries(isThreads)
})

/** The row in the place of its older self, or at the end; or without it. */
function withRow<Row extends { id: string }>(rows: readonly Row[], row: Row, isGone: boolean): Row[] {
  if (isGone) return rows.filter(({ id }) => id !== row.id)
  return rows.some(({ id }) => id === row.id) ? rows.map((old) => (old.id === row.id ? row : old)) : [...rows, row]
}
