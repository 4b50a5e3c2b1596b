import type { ReleaseFile } from '@/lib/dataset/release'

/** A file of a release and where it lies on this machine. */
export type PushedFile = ReleaseFile & { source: string }

export type PushTarget = { secret: string; files: readonly PushedFile[]; releaseId: string }

/** What a push is told, and what it keeps so that it can be gone on with. */
export type PushEffects = {
  signal: AbortSignal
  /** By path: whether it is there, or the upload that was begun. */
  progress: Readonly<Record<string, { isDone: boolean; uploadId?: string }>>
  save(path: string, state: { isDone: boolean; uploadId?: string }): Promise<void>
  /** How many bytes are there. */
  report(done: number): Promise<void>
}
