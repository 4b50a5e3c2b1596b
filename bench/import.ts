import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { operator } from '@/lib/auth/actor'
import type { JobContext } from '@/lib/jobs/job'
import { deleteRepository } from '@/lib/repository/delete-repository'
import { runImport } from '@/lib/repository/run-import'
import { createOutlinePool, type OutlinePool } from '@/lib/structure/outline-pool'
import { withDatabase } from './setup/database'
import { processorMs } from './setup/processor-time'
import { median, nameOf, writeTree } from './setup/work-tree'

/**
 * A whole import, from the repository to the last row in the database, beside `git archive | tar x` of the same commit,
 * in turns: npm run bench -- import [repository]… By the wall, and by the time of the processor, which other work on the
 * machine disturbs less.
 *
 * The worker is one that has imported before; nothing of the repository is in the database. `again` imports it when all
 * its contents are known, as another commit of it would be.
 */

const rounds = 5
const limit = 6
const context: JobContext = { jobRunId: 'bench', signal: new AbortController().signal, report: async () => {} }

const folders = process.argv.slice(2)
if (folders.length === 0) folders.push(path.resolve(import.meta.dirname, '..'))
const pool = createOutlinePool()
const rows = await withDatabase(async () => {
  const measured: Record<string, string | number>[] = []
  for (const folder of folders) measured.push(await measure(folder, pool))
  return measured
})
await pool.close()
console.table(rows)

async function measure(folder: string, { read }: OutlinePool): Promise<Record<string, string | number>> {
  const git: Taken[] = []
  const first: Taken[] = []
  let files = 0
  for (let round = 0; round <= rounds; round++) {
    const archive = await unpack(folder)
    const { result, ...imported } = await take(() =>
      runImport({ url: path.resolve(folder) }, context, { readOutlines: read }),
    )
    files = result.files
    await deleteRepository(operator, { id: result.repositoryId })
    if (round === 0) continue
    git.push(archive)
    first.push(imported)
  }
  const of = (times: readonly Taken[], key: keyof Taken) => median(times.map((each) => each[key]))
  const ratio = of(first, 'ms') / of(git, 'ms')
  return {
    repository: nameOf(folder),
    files,
    'git archive | tar x ms': Math.round(of(git, 'ms')),
    'import ms': Math.round(of(first, 'ms')),
    'import / git': ratio.toFixed(1),
    [`of ${limit}`]: (ratio / limit).toFixed(2),
    'git CPU ms': Math.round(of(git, 'cpuMs')),
    'import CPU ms': Math.round(of(first, 'cpuMs')),
    'CPU import / git': (of(first, 'cpuMs') / of(git, 'cpuMs')).toFixed(1),
    'files/s': Math.round((files / of(first, 'ms')) * 1000),
    load: (loadavg()[0] ?? Number.NaN).toFixed(1),
  }
}

type Taken = { ms: number; cpuMs: number }

async function take<Result>(work: () => Promise<Result>): Promise<Taken & { result: Result }> {
  const [start, processor] = [performance.now(), (await processorMs()) ?? Number.NaN]
  const result = await work()
  return { result, ms: performance.now() - start, cpuMs: ((await processorMs()) ?? Number.NaN) - processor }
}

async function unpack(folder: string): Promise<Taken> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
  try {
    return await take(async () => writeTree(folder, scratch))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
