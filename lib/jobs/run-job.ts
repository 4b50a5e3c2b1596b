import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { isEnded, type JobHandler, type JobProgress } from './job'
import { getJobPayload, lockJobRun, updateJobRun } from './store'

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

/**
 * Runs one job of the queue and keeps its `job_run` true. Returns when the job is settled, whatever the outcome; throws
 * only when the queue should try again: after a bug, when the worker stops, or when something is unavailable.
 */
export async function runJob(handler: JobHandler, jobRunId: string, signal: AbortSignal): Promise<void> {
  const attempt = await start(jobRunId)
  if (attempt === undefined) return
  const progress = startReporting(jobRunId)
  try {
    const result = await handler(await getJobPayload(db, jobRunId), { jobRunId, signal, report: progress.report })
    await progress.complete()
    await end(jobRunId, { state: 'done', message: null, result: JSON.parse(JSON.stringify(result ?? null)) })
  } catch (error) {
    await progress.flush()
    await settleFailure(jobRunId, attempt, signal.aborted ? signal.reason : error)
  }
}

/** Which attempt this is, from 1; undefined for a job that was canceled or has ended in the meantime. */
async function start(jobRunId: string): Promise<number | undefined> {
  return db.$transaction(async (tx) => {
    const { state, attempts } = await lockJobRun(tx, jobRunId)
    if (isEnded(state)) return undefined
    if (attempts >= maxStarts) {
      const error = `The worker stopped unexpectedly ${attempts} times while doing this. It will not be tried again.`
      await updateJobRun(tx, jobRunId, { state: 'failed', error, endedAt: new Date() })
      return undefined
    }
    await updateJobRun(tx, jobRunId, { state: 'running', startedAt: new Date(), error: null, attempts: attempts + 1 })
    return attempts + 1
  })
}

async function settleFailure(jobRunId: string, attempt: number, error: unknown): Promise<void> {
  if (error instanceof CanceledError) {
    await end(jobRunId, { state: 'canceled', message: null })
    return
  }
  if (error instanceof StoppingError) {
    await updateJobRun(db, jobRunId, { state: 'queued', attempts: { decrement: 1 } })
    throw error
  }
  const isFinal = error instanceof AppError && error.code !== 'unavailable'
  const sentence = error instanceof AppError ? error.message : 'Something went wrong.'
  if (!(error instanceof AppError)) console.error(`Job ${jobRunId} failed.`, error)
  if (isFinal || attempt >= maxAttempts) {
    await end(jobRunId, { state: 'failed', message: null, error: sentence })
    return
  }
  await updateJobRun(db, jobRunId, { state: 'queued', error: `${sentence} It will be tried again.` })
  throw error
}

/** Thrown into the jobs of a worker that shuts down; the queue gives them to the next one. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError'
}

type End = { state: 'done' | 'failed' | 'canceled'; message: null; error?: string; result?: unknown }

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
