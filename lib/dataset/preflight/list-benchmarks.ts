import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Benchmark, ListBenchmarks } from './benchmark'
import { listBenchmarkRows } from './store-benchmarks'

export async function listBenchmarks(actor: Actor, _: z.infer<typeof ListBenchmarks>): Promise<Benchmark[]> {
  requireRole(actor, 'viewer', 'see benchmarks')
  return listBenchmarkRows(db)
}
