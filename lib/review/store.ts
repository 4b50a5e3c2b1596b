import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db, Prisma } from '@/lib/db/client'
import { Verifiers } from '@/lib/trajectory/verifiers'
import type { Judgement } from '@/lib/trajectory/view'
import type { Verdict } from './verdict'

const view = {
  id: true,
  trajectoryId: true,
  revision: true,
  contentHash: true,
  judgement: true,
  reason: true,
  by: true,
  createdAt: true,
} satisfies Prisma.VerdictSelect

type Row = Prisma.VerdictGetPayload<{ select: typeof view }>

function toVerdict(row: Row): Verdict {
  return { ...row, createdAt: row.createdAt.toISOString() }
}

export type NewVerdict = {
  trajectoryId: string
  revision: number
  contentHash: string
  judgement: Judgement
  reason: string | null
}

export async function createVerdict(db: Db, actor: Actor, verdict: NewVerdict): Promise<Verdict> {
  const data = { ...verdict, by: actor.name, userId: userIdOf(actor) }
  return toVerdict(await db.verdict.create({ data, select: view }))
}

export async function deleteVerdict(db: Db, id: string): Promise<void> {
  await db.verdict.delete({ where: { id }, select: { id: true } })
}

export type VerdictFilter = { id: string; before?: string; limit: number }

/** Newest first; `before` is the id of the last verdict of the page before. */
export async function listVerdictRows(db: Db, filter: VerdictFilter): Promise<Verdict[]> {
  const found = await db.verdict.findMany({
    where: { trajectoryId: filter.id, id: filter.before ? { lt: filter.before } : undefined },
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
): Promise<(Verdict & { userId: string | null })[]> {
  const found = await db.verdict.findMany({
    where: { trajectoryId, revision },
    orderBy: { id: 'desc' },
    take: 2,
    select: { ...view, userId: true },
  })
  return found.map(({ userId, ...row }) => ({ ...toVerdict(row), userId }))
}

export type JudgedRevision = { contentHash: string; verifiers: Verifiers }

export async function getJudgedRevision(db: Db, trajectoryId: string, number: number): Promise<JudgedRevision> {
  const { contentHash, verifiers } = await db.revision.findUniqueOrThrow({
    where: { trajectoryId_number: { trajectoryId, number } },
    select: { contentHash: true, verifiers: true },
  })
  return { contentHash, verifiers: Verifiers.parse(verifiers) }
}
