import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const prefix = 'retrace-import-'

/** Where the work of one job may write: a folder that tells whose it is. */
export function scratchFolder(jobRunId: string, pid = process.pid): string {
  return path.join(tmpdir(), `${prefix}${pid}-${jobRunId}`)
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

/** Removes the folders of processes that were killed; gives how many. */
export async function removeOrphanedScratch(): Promise<number> {
  const owned = new RegExp(`^${prefix}(\\d+)-`)
  const names = await readdir(tmpdir())
  const orphans = names.filter((name) => {
    const pid = owned.exec(name)?.[1]
    return pid !== undefined && !isAlive(Number(pid))
  })
  for (const name of orphans) await remove(path.join(tmpdir(), name))
  return orphans.length
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A killed git may still write for a moment. */
function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
