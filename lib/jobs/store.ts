import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { type JobChange, type JobRun, JobState } from './job'

export const jobChannel = 'retrace_job'

const view = {
  id: true,
  kind: true,
  subjectId: true,
  title: true,
  state: true,
  done: true,
  total: true,
  unit: true,
  message: true,
  error: true,
  result: true,
  cancelRequestedAt: true,
  isPausable: true,
  pauseRequestedAt: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
} satisfies Prisma.JobRunSelect

type Row = Prisma.JobRunGetPayload<{ select: typeof view }>

function toJobRun(row: Row): JobRun {
  const { done, total, cancelRequestedAt, pauseRequestedAt, createdAt, startedAt, endedAt, ...rest } = row
  return {
    ...rest,
    done: Number(done),
    total: total === null ? null : Number(total),
    isCanceling: cancelRequestedAt !== null && endedAt === null,
    isPausing: pauseRequestedAt !== null && row.state === 'running',
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  }
}

export async function createJobRun(db: Db, data: Prisma.JobRunUncheckedCreateInput): Promise<JobRun> {
  return announce(db, toJobRun(await db.jobRun.create({ data, select: view })))
}

/** The only way a job changes: whoever watches is told when the transaction commits. */
export async function updateJobRun(db: Db, id: string, data: Prisma.JobRunUncheckedUpdateInput): Promise<JobRun> {
  return announce(db, toJobRun(await db.jobRun.update({ where: { id }, data, select: view })))
}

async function announce(db: Db, run: JobRun): Promise<JobRun> {
  const { id, kind, subjectId, state, isCanceling, isPausing } = run
  const change: JobChange = { id, kind, subjectId, state, isCanceling, isPausing }
  await db.$executeRaw`select pg_notify(${jobChannel}, ${JSON.stringify(change)})`
  return run
}

export async function findJobRun(db: Db, id: string): Promise<JobRun | undefined> {
  const row = await db.jobRun.findUnique({ where: { id }, select: view })
  return row ? toJobRun(row) : undefined
}

export async function getJobRun(db: Db, id: string): Promise<JobRun> {
  const run = await findJobRun(db, id)
  if (!run) throw new AppError('not_found', 'There is no such job.')
  return run
}

/** The work itself is needed only by the worker; lists never load it. */
export async function getJobPayload(db: Db, id: string): Promise<unknown> {
  const { payload } = await db.jobRun.findUniqueOrThrow({ where: { id }, select: { payload: true } })
  return payload
}

const LockedJob = z.object({
  kind: z.string(),
  state: JobState,
  attempts: z.int(),
  isPausable: z.boolean(),
  /** What a person has asked of it that has not been done. */
  isCanceling: z.boolean(),
  isPausing: z.boolean(),
})
export type LockedJob = z.infer<typeof LockedJob>

export async function lockJobRun(db: Db, id: string): Promise<LockedJob> {
  const found = await rows(
    db,
    LockedJob,
    sql`select kind, state, attempts, is_pausable as "isPausable",
      cancel_requested_at is not null and ended_at is null as "isCanceling",
      pause_requested_at is not null and state = 'running' as "isPausing"
    from job_run where id = ${id}::uuid for update`,
  )
  if (!found[0]) throw new AppError('not_found', 'There is no such job.')
  return found[0]
}

export type JobFilter = {
  subjectId?: string
  kind?: string
  /** Not ended: waiting, running or paused. */
  isActive?: boolean
  before?: string
  limit: number
}

/** Newest first; `before` is the id of the last job of the page before. */
export async function listJobRuns(db: Db, filter: JobFilter): Promise<JobRun[]> {
  const found = await db.jobRun.findMany({
    where: {
      subjectId: filter.subjectId,
      kind: filter.kind,
      state: filter.isActive ? { in: ['queued', 'running', 'paused'] } : undefined,
      id: filter.before ? { lt: filter.before } : undefined,
    },
    orderBy: { id: 'desc' },
    take: filter.limit,
    select: view,
  })
  return found.map(toJobRun)
}

/** The queue itself never gives up: `runJob` does, and says why. */
const queueAttempts = 1_000

/** Puts the job into the queue of the workers, due after a while; one that waits there already stays one. */
export async function addToQueue(db: Db, { id, kind }: Pick<JobRun, 'id' | 'kind'>, afterMs = 0): Promise<void> {
  await db.$executeRaw`select graphile_worker.add_job(${kind}, json_build_object('jobRunId', ${id}::text),
    run_at => now() + ${afterMs} * interval '1 millisecond', job_key => ${id}, max_attempts => ${queueAttempts}::int)`
}

/** A job that a worker holds is not tried again; its worker still ends what it does. */
export async function removeFromQueue(db: Db, id: string): Promise<void> {
  await db.$executeRaw`select graphile_worker.remove_job(${id})`
}

/** Lets workers look at the jobs that wait in the queue at once, and not when they would be due. */
export async function hasten(db: Db, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`select graphile_worker.reschedule_jobs(
    array(select id from graphile_worker._private_jobs where key = any(${ids})), now())`
}
