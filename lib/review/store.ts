import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db, Prisma } from '@/lib/db/client'
import { refreshEntry } from '@/lib/trajectory/store-entry'
import { Verifiers } from '@/lib/trajectory/verifiers'
import type { Judgement, TrajectoryState } from '@/lib/trajectory/view'
import type { Opinion } from './decide'
import type { Verdict } from './verdict'

const view = {
  id: true,
  trajectoryId: true,
  revision: true,
  contentHash: true,
  judgement: true,
  reason: true,
  reasons: true,
  by: true,
  createdAt: true,
} satisfies Prisma.VerdictSelect

type Row = Prisma.VerdictGetPayload<{ select: typeof view }>

function toVerdict({
  id,
  trajectoryId,
  revision,
  contentHash,
  judgement,
  reason,
  reasons,
  by,
  createdAt,
}: Row): Verdict {
  return { id, trajectoryId, revision, contentHash, judgement, reason, reasons, by, createdAt: createdAt.toISOString() }
}

export type NewVerdict = {
  trajectoryId: string
  revision: number
  contentHash: string
  judgement: Judgement
  reasons: string[]
  reason: string | null
  queueId?: string
  isDeciding?: boolean
}

export async function createVerdict(db: Db, actor: Actor, verdict: NewVerdict): Promise<Verdict> {
  const data = { ...verdict, by: actor.name, userId: userIdOf(actor) }
  return toVerdict(await db.verdict.create({ data, select: view }))
}

export async function deleteVerdict(db: Db, id: string): Promise<void> {
  await db.verdict.delete({ where: { id }, select: { id: true } })
}

/** `onlyBy`: of this person. */
export type VerdictFilter = { id: string; before?: string; limit: number; onlyBy?: string | null }

/** Newest first; `before` is the id of the last verdict of the page before. */
export async function listVerdictRows(db: Db, filter: VerdictFilter): Promise<Verdict[]> {
  const found = await db.verdict.findMany({
    where: { trajectoryId: filter.id, id: filter.before ? { lt: filter.before } : undefined, userId: filter.onlyBy },
    orderBy: { id: 'desc' },
    take: filter.limit,
    select: view,
  })
  return found.map(toVerdict)
}

/** The two newest verdicts on a revision, newest first, with who gave them. */
export async function listLatestVerdicts(
  db: Db,
  trajectoryId: string,
  revision: number,
): Promise<(Verdict & { userId: string | null; queueId: string | null; isDeciding: boolean })[]> {
  const found = await db.verdict.findMany({
    where: { trajectoryId, revision },
    orderBy: { id: 'desc' },
    take: 2,
    select: { ...view, userId: true, queueId: true, isDeciding: true },
  })
  return found.map(({ userId, queueId, isDeciding, ...row }) => ({ ...toVerdict(row), userId, queueId, isDeciding }))
}

export type JudgedRevision = { contentHash: string; verifiers: Verifiers }

export async function getJudgedRevision(db: Db, trajectoryId: string, number: number): Promise<JudgedRevision> {
  const { contentHash, verifiers } = await db.revision.findUniqueOrThrow({
    where: { trajectoryId_number: { trajectoryId, number } },
    select: { contentHash: true, verifiers: true },
  })
  return { contentHash, verifiers: Verifiers.parse(verifiers) }
}

export async function hasRevisionBy(db: Db, trajectoryId: string, userId: string): Promise<boolean> {
  return (await db.revision.count({ where: { trajectoryId, userId } })) > 0
}

/** What was said in a queue about a revision, oldest first. */
export async function listOpinions(
  db: Db,
  trajectoryId: string,
  revision: number,
  queueId: string,
): Promise<(Opinion & { id: string; name: string })[]> {
  const found = await db.verdict.findMany({
    where: { trajectoryId, revision, queueId },
    orderBy: { id: 'asc' },
    select: { id: true, userId: true, by: true, judgement: true, isDeciding: true },
  })
  return found.map(({ userId, by, ...rest }) => ({ ...rest, by: userId ?? by, name: by }))
}

/** The state that the review came to, and the queue that it goes on in. */
export async function setReviewed(
  db: Db,
  id: string,
  data: { state: TrajectoryState; queueId: string | null },
): Promise<void> {
  await db.trajectory.update({ where: { id }, data, select: { id: true } })
  await refreshEntry(db, id)
}

/** A person's newest verdict on a revision. */
export async function findOwnVerdict(
  db: Db,
  trajectoryId: string,
  revision: number,
  userId: string | null,
): Promise<(Verdict & { queueId: string | null; isDeciding: boolean }) | undefined> {
  const found = await db.verdict.findFirst({
    where: { trajectoryId, revision, userId },
    orderBy: { id: 'desc' },
    select: { ...view, queueId: true, isDeciding: true },
  })
  return found ? { ...toVerdict(found), queueId: found.queueId, isDeciding: found.isDeciding } : undefined
}

/** The queue of several reviewers in which a revision was judged. */
export async function findSharedQueue(
  db: Db,
  trajectoryId: string,
  revision: number,
): Promise<{ name: string; overlap: number } | undefined> {
  const found = await db.verdict.findFirst({
    where: { trajectoryId, revision, queue: { overlap: { gt: 1 } } },
    select: { queue: { select: { name: true, overlap: true } } },
  })
  return found?.queue ?? undefined
}

/** A person's newest verdict on a revision before this one. */
export async function findVerdictBefore(
  db: Db,
  trajectoryId: string,
  revision: number,
  userId: string,
): Promise<Verdict | undefined> {
  const found = await db.verdict.findFirst({
    where: { trajectoryId, revision: { lt: revision }, userId },
    orderBy: { id: 'desc' },
    select: view,
  })
  return found ? toVerdict(found) : undefined
}
