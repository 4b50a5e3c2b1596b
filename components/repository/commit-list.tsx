'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { ChangeKind, Commit } from '@/lib/repository/history'
import { CommitText } from './commit-text'
import { commitsQuery } from './import-queries'

const mostPaths = 12

/** The commits of a snapshot's history, newest first, each with what it changed. */
export function CommitList({ snapshotId }: { snapshotId: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    commitsQuery(snapshotId),
  )
  if (error && !data) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!data) return <SkeletonRows rows={8} />
  const commits = data.pages.flatMap(({ rows }) => rows)
  if (commits.length === 0) {
    return (
      <EmptyState icon={<History />} title="No history">
        Only one commit was imported. Import the repository again with more commits to see what each of them changed.
      </EmptyState>
    )
  }
  return (
    <div className="min-h-0 grow overflow-auto">
      <ol aria-label="Commits">
        {commits.map((commit) => (
          <CommitItem key={commit.position} commit={commit} />
        ))}
      </ol>
      {hasNextPage && (
        <div className="p-4">
          <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  )
}

function CommitItem({ commit: { commit, author, authoredAt, message, changes } }: { commit: Commit }) {
  const [subject = '', ...rest] = message.split('\n')
  return (
    <li className="grid gap-1 border-b px-4 py-2.5">
      <div className="flex min-w-0 items-baseline gap-3">
        <CommitText commit={commit} />
        <span className="min-w-0 grow truncate font-medium" title={rest.join('\n').trim() || undefined}>
          {subject}
        </span>
        <span className="shrink-0 text-small text-neutral-10">
          {author} · <RelativeTime iso={authoredAt} />
        </span>
      </div>
      {changes.length === 0 ? (
        <p className="text-small text-neutral-10">Nothing below this folder, or not known.</p>
      ) : (
        <details>
          <summary className="w-fit cursor-default rounded-small text-small text-neutral-10">
            {formatUnit(changes.length, 'file')} changed
          </summary>
          <Changes changes={changes} />
        </details>
      )}
    </li>
  )
}

const words: Record<ChangeKind, string> = {
  added: 'added',
  modified: 'changed',
  deleted: 'deleted',
  renamed: 'renamed',
}

function Changes({ changes }: { changes: Commit['changes'] }) {
  const shown = changes.slice(0, mostPaths)
  return (
    <ul className="grid gap-0.5 pt-1">
      {shown.map(({ path, kind, fromPath }) => (
        <li key={path} className="flex min-w-0 gap-3">
          <span className="w-16 shrink-0 text-small text-neutral-10">{words[kind]}</span>
          <span className="truncate font-mono text-code">{fromPath ? `${fromPath} → ${path}` : path}</span>
        </li>
      ))}
      {changes.length > shown.length && (
        <li className="text-small text-neutral-10">and {changes.length - shown.length} more</li>
      )}
    </ul>
  )
}
