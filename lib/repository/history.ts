import { z } from 'zod'
import type { SnapshotNote } from './repository'

export const ChangeKind = z.enum(['added', 'modified', 'deleted', 'renamed'])

/** A commit of the history of a snapshot, with what it changed against its first parent; position 0 is the snapshot. */
export const Commit = z.object({
  position: z.int(),
  commit: z.string(),
  author: z.string(),
  authoredAt: z.string(),
  message: z.string(),
  changes: z.array(
    z.object({
      path: z.string(),
      kind: ChangeKind,
      fromPath: z.string().nullable(),
      /** Whether the content after the change is kept: that of text files that would be included. */
      hasContent: z.boolean(),
    }),
  ),
})

export type ChangeKind = z.infer<typeof ChangeKind>
export type Commit = z.infer<typeof Commit>

/** A change before it is stored; `sha256` is of the content after it, `fromSha256` before it, when that is kept. */
export type HistoryChange = {
  path: string
  kind: ChangeKind
  fromPath: string | undefined
  sha256: Buffer | undefined
  fromSha256: Buffer | undefined
}

export type HistoryCommit = Pick<Commit, 'commit' | 'author' | 'authoredAt' | 'message'> & { changes: HistoryChange[] }

/** Newest first, with each content once. */
export type History = {
  depth: number
  commits: HistoryCommit[]
  contents: { sha256: Buffer; bytes: Buffer }[]
  notes: SnapshotNote[]
}

export const CommitPage = z.object({ rows: z.array(Commit), next: z.int().nullable() })

export type CommitPage = z.infer<typeof CommitPage>
