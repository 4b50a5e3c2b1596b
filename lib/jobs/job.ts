import { z } from 'zod'

/** A kind of background work. Payloads hold ids and settings, never content. */
export type Job<Payload extends z.ZodType = z.ZodType> = {
  kind: string
  Payload: Payload
  /** Whether its work goes on where it stopped, so that people may pause and resume it. */
  isPausable: boolean
}

export function defineJob<Payload extends z.ZodType>(
  kind: string,
  Payload: Payload,
  { isPausable = false } = {},
): Job<Payload> {
  return { kind, Payload, isPausable }
}

/** A paused job has not ended, but neither runs nor waits for a worker: it waits for a person. */
export const JobState = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'canceled'])

/** A job as people see it. `done` and `total` count `unit`s; `total` is null until it is known. */
export const JobRun = z.object({
  id: z.string(),
  kind: z.string(),
  subjectId: z.string().nullable(),
  title: z.string(),
  state: JobState,
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string().nullable(),
  message: z.string().nullable(),
  error: z.string().nullable(),
  isCanceling: z.boolean(),
  isPausable: z.boolean(),
  /** It still runs, and stops within 2 s. */
  isPausing: z.boolean(),
  result: z.unknown(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
})

export type JobState = z.infer<typeof JobState>
export type JobRun = z.infer<typeof JobRun>

/** What is told to whoever watches when a job changes (the payload of the notification). */
export const JobChange = z.object({
  id: z.string(),
  kind: z.string(),
  subjectId: z.string().nullable(),
  state: JobState,
  isCanceling: z.boolean(),
  isPausing: z.boolean(),
})
export type JobChange = z.infer<typeof JobChange>

export function isEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'canceled'
}

/** Whether it goes on by itself, now or when a worker is free. */
export function isUnderWay(state: JobState): boolean {
  return state === 'queued' || state === 'running'
}

/** What a running job is given. */
export type JobContext = {
  jobRunId: string
  /** Aborted when the job is canceled or paused, or the worker stops; long work must end within 2 s. */
  signal: AbortSignal
  /** Saves progress for people to see; cheap to call often: writes are spaced out. */
  report(progress: JobProgress): Promise<void>
}

export type JobProgress = { done?: number; total?: number; unit?: string; message?: string }

/** Does the work of one kind of job; what it returns is kept as the job's result. */
export type JobHandler = {
  (payload: unknown, context: JobContext): Promise<unknown>
  /** Tidies up after a job that was canceled while nothing worked on it; may be called more than once. */
  onCanceled?(payload: unknown): Promise<void>
}
