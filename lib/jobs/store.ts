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
  createdAt: true,
  startedAt: true,
  endedAt: true,
} satisfies Prisma.JobRunSelect

type Row = Prisma.JobRunGetPayload<{ select: typeof view }>

function toJobRun(row: Row): JobRun {
  const { done, total, cancelRequestedAt, createdAt, startedAt, endedAt, ...rest } = row
  return {
    ...rest,
    done: Number(done),
    total: total === null ? null : Number(total),
    isCanceling: cancelRequestedAt !== null && endedAt === null,
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
  const { id, kind, subjectId, state, isCanceling } = run
  const change: JobChange = { id, kind, subjectId, state, isCanceling }
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

const LockedJob = z.object({ state: JobState, attempts: z.int() })

export async function lockJobRun(db: Db, id: string): Promise<z.infer<typeof LockedJob>> {
  const found = await rows(db, LockedJob, sql`select state, attempts from job_run where id = ${id}::uuid for update`)
  if (!found[0]) throw new AppError('not_found', 'There is no such job.')
  return found[0]
}

export type JobFilter = { subjectId?: string; kind?: string; isActive?: boolean; before?: string; limit: number }

/** Newest first; `before` is the id of the last job of the page before. */
export async function listJobRuns(db: Db, filter: JobFilter): Promise<JobRun[]> {
  const found = await db.jobRun.findMany({
    where: {
      subjectId: filter.subjectId,
      kind: filter.kind,
      state: filter.isActive ? { in: ['queued', 'running'] } : undefined,
      id: filter.before ? { lt: filter.before } : undefined,
    },
    orderBy: { id: 'desc' },
    take: filter.limit,
    select: view,
  })
  return found.map(toJobRun)
}
