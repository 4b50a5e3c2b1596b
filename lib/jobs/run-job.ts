import { z } from 'zod'
import { type Db, db, type Prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { isEnded, type JobHandler, type JobProgress } from './job'
import { addToQueue, getJobPayload, getJobRun, type LockedJob, lockJobRun, updateJobRun } from './store'

export const QueuePayload = z.object({ jobRunId: z.uuid() })

const reportIntervalMs = 200
/** A bug, or something unavailable, is tried again with growing pauses this often. */
const maxAttempts = 4
/** A job that takes its worker down is not tried for ever. */
const maxStarts = 8

/** Thrown into a job when a person cancels it. */
export class CanceledError extends Error {
  override readonly name = 'CanceledError'
}

/** Thrown into a job when a person pauses it. */
export class PausedError extends Error {
  override readonly name = 'PausedError'
}

/**
 * Runs one job of the queue and keeps its `job_run` true. Returns when the job is settled, whatever the outcome; throws
 * only when the queue should try again: after a bug, when the worker stops, or when something is unavailable.
 */
export async function runJob(handler: JobHandler, jobRunId: string, signal: AbortSignal): Promise<void> {
  const attempt = await start(jobRunId)
  if (attempt === undefined) return tidyUp(handler, jobRunId)
  const progress = startReporting(jobRunId)
  try {
    const payload = await getJobPayload(db, jobRunId)
    // It may have been stopped before it began: who waits for the signal from now on would wait for ever.
    signal.throwIfAborted()
    const result = await handler(payload, { jobRunId, signal, report: progress.report })
    await progress.complete()
    await end(jobRunId, { state: 'done', message: null, result: JSON.parse(JSON.stringify(result ?? null)) })
  } catch (error) {
    await progress.flush()
    await settleFailure(jobRunId, attempt, signal.aborted ? signal.reason : error)
  }
}

/** What was canceled while it waited has nobody who hears of it but the next worker. */
async function tidyUp({ onCanceled }: JobHandler, jobRunId: string): Promise<void> {
  if (!onCanceled) return
  const { state } = await getJobRun(db, jobRunId)
  if (state === 'canceled') await onCanceled(await getJobPayload(db, jobRunId))
}

/** Which attempt this is, from 1; undefined for a job that was canceled or paused or has ended in the meantime. */
async function start(jobRunId: string): Promise<number | undefined> {
  return db.$transaction(async (tx) => {
    const job = await lockJobRun(tx, jobRunId)
    const { state, attempts } = job
    if (isEnded(state) || state === 'paused') return undefined
    // Asked of a worker that was killed before it did it.
    const asked = askedOf(job)
    if (asked) {
      await updateJobRun(tx, jobRunId, asked)
      return undefined
    }
    if (attempts >= maxStarts) {
      const error = `The worker stopped unexpectedly ${attempts} times while doing this. It will not be tried again.`
      await updateJobRun(tx, jobRunId, { state: 'failed', error, endedAt: new Date() })
      return undefined
    }
    await updateJobRun(tx, jobRunId, {
      state: 'running',
      startedAt: state === 'running' ? undefined : new Date(),
      error: null,
      attempts: attempts + 1,
    })
    return attempts + 1
  })
}

/** What becomes of a job that a person wants to stop; a cancel outweighs a pause. */
function askedOf({ isCanceling, isPausing }: LockedJob): Prisma.JobRunUncheckedUpdateInput | undefined {
  if (isCanceling) return { state: 'canceled', message: null, endedAt: new Date() }
  return isPausing ? { state: 'paused', error: null } : undefined
}

/**
 * Does what was asked of a job that has stopped, for whatever reason it did; true then. Otherwise puts it back, in the
 * same transaction, so that nobody asks in between.
 */
async function rest(jobRunId: string, putBack: (tx: Db) => Promise<unknown>): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const asked = askedOf(await lockJobRun(tx, jobRunId))
    // A pause is no failed attempt.
    await (asked ? updateJobRun(tx, jobRunId, { ...asked, attempts: { decrement: 1 } }) : putBack(tx))
    return asked !== undefined
  })
}

async function settleFailure(jobRunId: string, attempt: number, error: unknown): Promise<void> {
  if (error instanceof LaterError) return postpone(jobRunId, error)
  if (error instanceof StoppingError || error instanceof PausedError || error instanceof CanceledError) {
    const data = { state: 'queued', attempts: { decrement: 1 } } as const
    if (await rest(jobRunId, (tx) => updateJobRun(tx, jobRunId, data))) return
    throw error
  }
  const isFinal = error instanceof AppError && error.code !== 'unavailable'
  const sentence = error instanceof AppError ? error.message : 'Something went wrong.'
  if (!(error instanceof AppError)) console.error(`Job ${jobRunId} failed.`, error)
  if (isFinal || attempt >= maxAttempts) {
    await end(jobRunId, { state: 'failed', message: null, error: sentence })
    return
  }
  const data = { state: 'queued', error: `${sentence} It will be tried again.` } as const
  if (await rest(jobRunId, (tx) => updateJobRun(tx, jobRunId, data))) return
  throw error
}

/**
 * Thrown by a job that waits for other jobs: it still runs for people, holds no worker, and is begun again after a
 * while.
 */
export class LaterError extends Error {
  override readonly name = 'LaterError'
  constructor(readonly afterMs: number) {
    super('The job waits for other jobs.')
  }
}

/** The queue takes it as a new entry: the one that is being worked on may not be tried again for ever. */
async function postpone(jobRunId: string, { afterMs }: LaterError): Promise<void> {
  await rest(jobRunId, async (tx) => {
    const run = await updateJobRun(tx, jobRunId, { attempts: { decrement: 1 } })
    await addToQueue(tx, run, afterMs)
  })
}

/** Thrown into the jobs of a worker that shuts down; the queue gives them to the next one. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError'
}

type End = { state: 'done' | 'failed'; message: null; error?: string; result?: unknown }

async function end(jobRunId: string, data: End): Promise<void> {
  await updateJobRun(db, jobRunId, { ...data, result: data.result ?? undefined, endedAt: new Date() })
}

type Reporting = {
  report(progress: JobProgress): Promise<void>
  flush(): Promise<void>
  /** The work is done: all that there was to do has been done. */
  complete(): Promise<void>
}

/** Keeps the latest progress and saves it at most every 200 ms, the last one always. */
function startReporting(jobRunId: string): Reporting {
  let pending: JobProgress | undefined
  let total: number | undefined
  let savedAt = 0
  async function flush(): Promise<void> {
    if (!pending) return
    const data = pending
    pending = undefined
    savedAt = Date.now()
    await updateJobRun(db, jobRunId, data)
  }
  return {
    flush,
    async complete() {
      pending = { ...pending, done: total ?? pending?.done }
      await flush()
    },
    async report(progress) {
      pending = { ...pending, ...progress }
      total = progress.total ?? total
      if (Date.now() - savedAt >= reportIntervalMs) await flush()
    },
  }
}
