import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { gramsOf } from '@/lib/dataset/checks/grams'
import { db } from '@/lib/db/client'
import type { Benchmark, NewBenchmark } from './benchmark'
import { addProblems, getBenchmarkRow, openBenchmark } from './store-benchmarks'

/** So many n-grams of one problem are kept: of a very long one, every second, third and so on. */
const mostGrams = 20_000

/** Keeps the n-grams of a benchmark's problems, so that pre-flights find what overlaps with them; the text is not kept. */
export function addBenchmark(actor: Actor, { name, problems }: z.infer<typeof NewBenchmark>): Promise<Benchmark> {
  requireRole(actor, 'reviewer', 'add benchmarks')
  const hashed = problems.map((problem) => ({ name: problem.name, grams: thinned(gramsOf(problem.text)) }))
  return db.$transaction(async (tx) => {
    const id = await openBenchmark(tx, name, actor.name)
    await addProblems(tx, id, hashed)
    await recordAudit(tx, actor, {
      action: 'benchmark.add',
      subject: 'benchmark',
      subjectId: id,
      after: { name, problems: problems.length },
    })
    return getBenchmarkRow(tx, id)
  })
}

function thinned(grams: BigUint64Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const step = Math.ceil(grams.length / mostGrams)
  return new Uint8Array((step > 1 ? grams.filter((_, place) => place % step === 0) : grams).buffer)
}
