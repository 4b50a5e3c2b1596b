import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '@/lib/db/client'
import type { JobRun } from '@/lib/jobs/job'
import { getJobRun } from '@/lib/jobs/store'

export type WorkerProcess = {
  /** As `kill -9` does: it cleans up nothing. Resolves when it is gone. */
  kill(): Promise<void>
}

/** A real worker on the database of the test. */
export function startWorkerProcess(environment: Record<string, string> = {}): WorkerProcess {
  const args = ['--disable-warning=ExperimentalWarning', '--import', 'tsx', 'bin/worker.ts']
  const env = { ...process.env, ...environment }
  const child: ChildProcess = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    kill() {
      child.kill('SIGKILL')
      return ended
    },
  }
}

export async function until(jobId: string, isReached: (run: JobRun) => boolean): Promise<JobRun> {
  for (;;) {
    const run = await getJobRun(db, jobId)
    if (isReached(run)) return run
    await sleep(5)
  }
}
