import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import type { GetBenchmark } from './benchmark'
import { deleteBenchmarkRow, getBenchmarkRow } from './store-benchmarks'

/** Pre-flights no longer look for it; what they found stays decided. */
export function deleteBenchmark(actor: Actor, { id }: z.infer<typeof GetBenchmark>): Promise<void> {
  requireRole(actor, 'reviewer', 'remove benchmarks')
  return db.$transaction(async (tx) => {
    const { name, problems } = await getBenchmarkRow(tx, id)
    await deleteBenchmarkRow(tx, id)
    const before = { name, problems }
    await recordAudit(tx, actor, { action: 'benchmark.remove', subject: 'benchmark', subjectId: id, before })
  })
}
