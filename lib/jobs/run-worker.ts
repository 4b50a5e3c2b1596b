import { EventEmitter } from 'node:events'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { db } from '@/lib/db/client'
import { openAliveLock } from './alive-lock'
import { listenToJobs } from './events'
import type { JobHandler } from './job'
import { openQueuePool } from './queue-pool'
import { CanceledError, PausedError, QueuePayload, runJob, StoppingError } from './run-job'
import { hasten } from './store'

export type WorkerOptions = {
  databaseUrl: string
  handlers: Record<string, JobHandler>
  /** Jobs at the same time. */
  concurrency: number
  /** Called when the worker may no longer work: its database connection broke. */
  onLost(error: unknown): void
}

const reapIntervalMs = 5_000

/**
 * Takes jobs from the queue until it is stopped. Jobs of workers that died are given back to the queue within seconds.
 * `stop` aborts what runs; the queue hands it to the next worker.
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const running = new Map<string, AbortController>()
  const lock = await openAliveLock(options.databaseUrl, options.onLost)
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    lock.hold(workerPool.id).catch(options.onLost)
  })
  const listener = await listenToJobs(options.databaseUrl, (change) => {
    if (change.isCanceling) running.get(change.id)?.abort(new CanceledError('The job was canceled.'))
    if (change.isPausing) running.get(change.id)?.abort(new PausedError('The job was paused.'))
  })
  await lock.releaseDead()
  const reaper = setInterval(() => lock.releaseDead().catch(options.onLost), reapIntervalMs)
  const pool = openQueuePool(options.databaseUrl)
  const runner = await run({
    pgPool: pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: new Logger(() => quietLog),
    events,
    taskList: toTaskList(options.handlers, running),
  })
  return {
    async stop() {
      clearInterval(reaper)
      const interrupted = [...running.keys()]
      for (const controller of running.values()) controller.abort(new StoppingError('The worker stops.'))
      await runner.stop()
      await pool.end()
      await listener.close()
      await lock.close()
      // The queue pauses before it tries a job again; one that was only interrupted need not wait.
      await hasten(db, interrupted)
    },
  }
}

function toTaskList(handlers: Record<string, JobHandler>, running: Map<string, AbortController>): TaskList {
  const task = (handler: JobHandler) => async (payload: unknown) => {
    const { jobRunId } = QueuePayload.parse(payload)
    const controller = new AbortController()
    running.set(jobRunId, controller)
    try {
      await runJob(handler, jobRunId, controller.signal)
    } finally {
      // One that was paused may be resumed, and run again, before it has let go.
      if (running.get(jobRunId) === controller) running.delete(jobRunId)
    }
  }
  return Object.fromEntries(Object.entries(handlers).map(([kind, handler]) => [kind, task(handler)]))
}

/** The queue's own words go to the log only when something is wrong; failed jobs are logged by `runJob`. */
function quietLog(level: string, message: string): void {
  if (level === 'error' && !message.includes('Failed task')) console.error(message)
}
