import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { utc } from '@/lib/trajectory/store-rows'
import { Benchmark } from './benchmark'

/** The texts of a problem stand for themselves, each named after it (`readProblems`). */
const problemOf = sql`regexp_replace(name, ', (prompt|solution|tests)(, part [0-9]+)?$', '')`

const benchmarkRow: Prisma.Sql = sql`select b.id::text, b.name, b.by, ${utc(sql`b.created_at`)} as "createdAt",
  (select count(distinct ${problemOf})::int from benchmark_problem where benchmark_id = b.id) as problems from benchmark b`

export function listBenchmarkRows(db: Db): Promise<Benchmark[]> {
  return rows(db, Benchmark, sql`${benchmarkRow} order by b.name`)
}

export async function getBenchmarkRow(db: Db, id: string): Promise<Benchmark> {
  const [found] = await rows(db, Benchmark, sql`${benchmarkRow} where b.id = ${id}::uuid`)
  if (!found) throw new AppError('not_found', 'There is no such benchmark.')
  return found
}

/** The id of the one with the name, made when there is none; held until the transaction ends. */
export async function openBenchmark(tx: Db, name: string, by: string): Promise<string> {
  await tx.benchmark.createMany({ data: [{ name, by }], skipDuplicates: true })
  await tx.$executeRaw`select from benchmark where name = ${name} for update`
  return (await tx.benchmark.findUniqueOrThrow({ where: { name }, select: { id: true } })).id
}

export type NewProblem = { name: string; grams: Uint8Array<ArrayBuffer> }

export async function addProblems(tx: Db, benchmarkId: string, problems: readonly NewProblem[]): Promise<void> {
  const first = await tx.benchmarkProblem.count({ where: { benchmarkId } })
  await tx.benchmarkProblem.createMany({
    data: problems.map((problem, place) => ({ benchmarkId, position: first + place, ...problem })),
  })
}

export async function deleteBenchmarkRow(tx: Db, id: string): Promise<void> {
  await tx.benchmark.delete({ where: { id }, select: { id: true } })
}
