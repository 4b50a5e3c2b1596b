import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { operator } from '@/lib/auth/actor'
import type { JobContext } from '@/lib/jobs/job'
import { deleteRepository } from '@/lib/repository/delete-repository'
import { runImport } from '@/lib/repository/run-import'
import { createOutlinePool, type OutlinePool } from '@/lib/structure/outline-pool'
import { withDatabase } from './setup/database'
import { median, nameOf, writeTree } from './setup/work-tree'

/**
 * A whole import, from the repository to the last row in the database, beside `git archive | tar x` of the same commit,
 * in turns: npm run bench -- import [repository]…
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
  const times: { git: number[]; first: number[] } = { git: [], first: [] }
  let files = 0
  for (let round = 0; round <= rounds; round++) {
    const gitMs = timeArchive(folder)
    const { ms, result } = await timeImport(folder, read)
    files = result.files
    await deleteRepository(operator, { id: result.repositoryId })
    if (round === 0) continue
    times.git.push(gitMs)
    times.first.push(ms)
  }
  const [gitMs, firstMs] = [median(times.git), median(times.first)]
  return {
    repository: nameOf(folder),
    files,
    'git archive | tar x ms': Math.round(gitMs),
    'import ms': Math.round(firstMs),
    'import / git': (firstMs / gitMs).toFixed(1),
    [`of ${limit}`]: (firstMs / gitMs / limit).toFixed(2),
    'files/s': Math.round((files / firstMs) * 1000),
  }
}

async function timeImport(folder: string, readOutlines: OutlinePool['read']) {
  const start = performance.now()
  const result = await runImport({ url: path.resolve(folder) }, context, { readOutlines })
  return { ms: performance.now() - start, result }
}

function timeArchive(folder: string): number {
  const scratch = mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
  try {
    const start = performance.now()
    writeTree(folder, scratch)
    return performance.now() - start
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
