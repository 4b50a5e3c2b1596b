import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Where the work of one job may write; the same folder whenever the job is tried again, after a crash too. */
export function scratchFolder(jobRunId: string): string {
  return path.join(tmpdir(), `retrace-import-${jobRunId}`)
}

/** Runs the work with an empty folder of its own, which is removed afterwards, whatever happens. */
export async function withScratch<Output>(
  jobRunId: string,
  work: (folder: string) => Promise<Output>,
): Promise<Output> {
  const folder = scratchFolder(jobRunId)
  await remove(folder)
  await mkdir(folder, { mode: 0o700 })
  try {
    return await work(folder)
  } finally {
    await remove(folder)
  }
}

/** A killed git may still write for a moment. */
function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
