import path from 'node:path'
import pg from 'pg'
import { operator } from '@/lib/auth/actor'
import type { JobContext } from '@/lib/jobs/job'
import { runImport } from '@/lib/repository/run-import'
import { createOutlinePool } from '@/lib/structure/outline-pool'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'
import { runSynthesis } from '@/lib/synthesis/run-synthesis'
import { withDatabase } from './setup/database'
import { nameOf } from './setup/work-tree'

/**
 * Synthesis by the embedded author, from the request to the verified revision: npm run bench -- synthesis REPOSITORY…
 *
 * `database` is the share of the time in which at least one query was under way; memory is the process's at its most,
 * beside the bytes of the files, so that one sees how it grows.
 */

const modes = ['direct', 'iterative'] as const
const context: JobContext = { jobRunId: 'bench', signal: new AbortController().signal, report: async () => {} }

const folders = process.argv.slice(2)
if (folders.length === 0) folders.push(path.resolve(import.meta.dirname, '..'))
const queries = watchQueries()
console.table(
  await withDatabase(async () => {
    const rows: Record<string, string | number>[] = []
    for (const folder of folders) rows.push(...(await measure(folder)))
    return rows
  }),
)

async function measure(folder: string): Promise<Record<string, string | number>[]> {
  const pool = createOutlinePool()
  const imported = await runImport({ url: path.resolve(folder) }, context, { readOutlines: pool.read })
  await pool.close()
  const rows: Record<string, string | number>[] = []
  for (const mode of modes) {
    const { trajectoryId } = await requestSynthesis(operator, { snapshotId: imported.snapshotId, mode })
    const memory = watchMemory()
    queries.reset()
    const start = performance.now()
    const { steps, tokens, verifiers } = await runSynthesis({ trajectoryId }, context)
    const ms = performance.now() - start
    rows.push({
      repository: nameOf(folder),
      mode,
      files: imported.includedFiles,
      steps,
      tokens,
      seconds: (ms / 1000).toFixed(1),
      'files/s': Math.round((imported.includedFiles / ms) * 1000),
      database: `${Math.round((100 * queries.busyMs()) / ms)} %`,
      'most MB': memory.stop(),
      verifiers: Object.values(verifiers).every(Boolean) ? 'all hold' : 'FAIL',
    })
  }
  return rows
}

function watchMemory(): { stop(): number } {
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss() / 2 ** 20)
  }
  const timer = setInterval(look, 50)
  return {
    stop() {
      look()
      clearInterval(timer)
      return Math.round(most)
    },
  }
}

/** Follows every query of the driver; those that overlap count once. */
function watchQueries(): { reset(): void; busyMs(): number } {
  let busy = 0
  let running = 0
  let since = 0
  const end = () => {
    running -= 1
    if (running === 0) busy += performance.now() - since
  }
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  pg.Client.prototype.query = function follow(this: unknown, ...args: unknown[]) {
    if (running === 0) since = performance.now()
    running += 1
    const answer = query.apply(this, args)
    if (answer instanceof Promise) answer.then(end, end)
    else end()
    return answer
  } as typeof pg.Client.prototype.query
  return {
    reset() {
      busy = 0
    },
    busyMs: () => busy,
  }
}
