import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@/bin/database'
import { describeHolder, findHolder, takeHome } from '@/bin/home'
import { operator } from '@/lib/auth/actor'
import { closeDb, db } from '@/lib/db/client'
import { readEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { isAnyWorkerAlive } from '@/lib/jobs/alive-lock'
import { listenToJobs } from '@/lib/jobs/events'
import { isUnderWay, type JobRun } from '@/lib/jobs/job'
import { requestCancel } from '@/lib/jobs/request-cancel'
import { getJobRun } from '@/lib/jobs/store'

const waitForHomeMs = 120_000
/** Changes are told at once; this is for one that was missed. */
const pollMs = 1_000

/**
 * What a command works with: a database (the running instance's, DATABASE_URL's, or an embedded one for as long as the
 * command lasts) and somebody who does its jobs (the instance's worker, or this process).
 */
export type Session = {
  /**
   * Waits for a job and shows its progress; throws its sentence when it fails. `cancel` is what an interrupt does, when
   * it is more than to cancel the job.
   */
  finish(jobRunId: string, cancel?: () => Promise<unknown>): Promise<JobRun>
}

export async function withSession<Result>(use: (session: Session) => Promise<Result>): Promise<Result> {
  const closers: (() => Promise<void>)[] = []
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort())
  process.once('disconnect', () => interrupted.abort())
  try {
    await connect(closers)
    return await use({
      finish: (id, cancel = () => requestCancel(operator, { id })) => finish(id, cancel, closers, interrupted.signal),
    })
  } finally {
    for (const close of closers.reverse()) await close().catch((error) => console.error(error))
  }
}

async function connect(closers: (() => Promise<void>)[]): Promise<void> {
  const env = readEnv(process.env)
  const url = env.DATABASE_URL ?? (await findRunningDatabase(env.RETRACE_HOME, closers))
  if (url) process.env.DATABASE_URL = url
  const database = await openDatabase(readEnv(process.env), () => {
    console.error('The database ended unexpectedly.')
    process.exit(1)
  })
  closers.push(database.stop, closeDb)
}

/** The database of whoever has the home, once it is open; undefined when the home is now ours. */
async function findRunningDatabase(home: string, closers: (() => Promise<void>)[]): Promise<string | undefined> {
  const deadline = Date.now() + waitForHomeMs
  for (let isTold = false; ; isTold = true) {
    const taken = await takeHome(home, 'npm run retrace')
    if ('home' in taken) {
      closers.push(async () => taken.home.release())
      return undefined
    }
    if (taken.heldBy.databaseUrl) return taken.heldBy.databaseUrl
    const sentence = `${home} is in use by ${describeHolder(findHolder(home) ?? taken.heldBy)}.`
    if (Date.now() > deadline) throw new AppError('unavailable', sentence)
    if (!isTold) console.error(`${sentence} Waiting for it …`)
    await sleep(250)
  }
}

let isWorking = false

async function finish(
  id: string,
  end: () => Promise<unknown>,
  closers: (() => Promise<void>)[],
  signal: AbortSignal,
): Promise<JobRun> {
  if (!isWorking) {
    isWorking = true
    if (!(await isAnyWorkerAlive(process.env.DATABASE_URL ?? ''))) await workHere(closers)
  }
  const cancel = () => void end().catch((error) => console.error(error))
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  try {
    const run = await watch(id)
    if (run.state === 'paused')
      throw new AppError('conflict', `${run.title} is paused. Go on with: retrace jobs resume ${id}`)
    if (run.state !== 'done') throw new AppError('invalid', run.error ?? `${run.title}: canceled.`)
    return run
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** Shows how the job goes; resolves when it has ended or is paused. */
async function watch(id: string): Promise<JobRun> {
  let wake = () => {}
  const listener = await listenToJobs(process.env.DATABASE_URL ?? '', (change) => {
    if (change.id === id) wake()
  })
  try {
    for (let shown = ''; ; ) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve
      })
      const run = await getJobRun(db, id)
      const line = describeRun(run)
      if (line !== shown) console.error(line)
      shown = line
      if (!isUnderWay(run.state)) return run
      await Promise.race([changed, sleep(pollMs)])
    }
  } finally {
    await listener.close()
  }
}

async function workHere(closers: (() => Promise<void>)[]): Promise<void> {
  // Loaded when there is work to do: most commands only ask.
  const { openHandlers } = await import('@/lib/jobs/handlers')
  const { startWorker } = await import('@/lib/jobs/run-worker')
  const env = readEnv(process.env)
  const { handlers, close } = openHandlers()
  const worker = await startWorker({
    databaseUrl: env.DATABASE_URL ?? '',
    handlers,
    concurrency: 1,
    onLost(error) {
      console.error('The database connection was lost.', error)
      process.exit(1)
    },
  })
  closers.push(close, worker.stop)
}

function describeRun({ title, state, done, total, unit, message, error }: JobRun): string {
  const count = total === null ? (done > 0 ? `${done}` : '') : `${done} of ${total}`
  const progress = [count && `${count} ${unit ?? ''}`.trim(), message, error].filter(Boolean).join(' · ')
  return `${title}: ${state}${progress ? ` (${progress})` : ''}`
}
