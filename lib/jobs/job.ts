import { z } from 'zod'

/** A kind of background work. Payloads hold ids and settings, never content. */
export type Job<Payload extends z.ZodType = z.ZodType> = { kind: string; Payload: Payload }

export function defineJob<Payload extends z.ZodType>(kind: string, Payload: Payload): Job<Payload> {
  return { kind, Payload }
}

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'canceled'])

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
})
export type JobChange = z.infer<typeof JobChange>

export function isEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'canceled'
}

/** What a running job is given. */
export type JobContext = {
  jobRunId: string
  /** Aborted when the job is canceled or the worker stops; long work must end within 2 s. */
  signal: AbortSignal
  /** Saves progress for people to see; cheap to call often: writes are spaced out. */
  report(progress: JobProgress): Promise<void>
}

export type JobProgress = { done?: number; total?: number; unit?: string; message?: string }

/** Does the work of one kind of job; what it returns is kept as the job's result. */
export type JobHandler = (payload: unknown, context: JobContext) => Promise<unknown>
