import { execFileSync } from 'node:child_process'
import path from 'node:path'
import pg from 'pg'
import { operator } from '@/lib/auth/actor'
import { closeDb } from '@/lib/db/client'
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
 * `database` is the share of the time in which at least one query was under way. Each synthesis has a process of its own;
 * `most MB` is what that took at its most, `× first` how much it is of that of the first repository in the same mode:
 * given from small to large, they show how memory grows with the files.
 */

const modes = ['direct', 'iterative'] as const
const context: JobContext = { jobRunId: 'bench', signal: new AbortController().signal, report: async () => {} }

type Figures = { steps: number; tokens: number; ms: number; busyMs: number; mostMb: number; holds: boolean }

const trajectoryId = process.env.BENCH_TRAJECTORY
if (trajectoryId) {
  console.log(JSON.stringify(await synthesize(trajectoryId)))
  await closeDb()
} else {
  const folders = process.argv.slice(2)
  if (folders.length === 0) folders.push(path.resolve(import.meta.dirname, '..'))
  const first = new Map<string, number>()
  console.table(
    await withDatabase(async () => {
      const rows: Record<string, string | number>[] = []
      for (const folder of folders) rows.push(...(await measure(folder, first)))
      return rows
    }),
  )
}

async function measure(folder: string, first: Map<string, number>): Promise<Record<string, string | number>[]> {
  const pool = createOutlinePool()
  const imported = await runImport({ url: path.resolve(folder) }, context, { readOutlines: pool.read })
  await pool.close()
  const rows: Record<string, string | number>[] = []
  for (const mode of modes) {
    const { trajectoryId } = await requestSynthesis(operator, { snapshotId: imported.snapshotId, mode })
    const { steps, tokens, ms, busyMs, mostMb, holds } = inProcess(trajectoryId)
    const base = first.get(mode) ?? mostMb
    first.set(mode, base)
    rows.push({
      repository: nameOf(folder),
      mode,
      files: imported.includedFiles,
      steps,
      tokens,
      seconds: (ms / 1000).toFixed(1),
      'files/s': Math.round((imported.includedFiles / ms) * 1000),
      database: `${Math.round((100 * busyMs) / ms)} %`,
      'most MB': mostMb,
      '× first': (mostMb / base).toFixed(2),
      verifiers: holds ? 'all hold' : 'FAIL',
    })
  }
  return rows
}

function inProcess(trajectoryId: string): Figures {
  const env = { ...process.env, BENCH_TRAJECTORY: trajectoryId }
  const args = [...process.execArgv, process.argv[1] ?? '']
  const output = execFileSync(process.execPath, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return JSON.parse(output)
}

async function synthesize(trajectoryId: string): Promise<Figures> {
  const queries = watchQueries()
  const start = performance.now()
  const { steps, tokens, verifiers } = await runSynthesis({ trajectoryId }, context)
  const ms = performance.now() - start
  const mostMb = Math.round(process.resourceUsage().maxRSS / 1024)
  return { steps, tokens, ms, busyMs: queries.busyMs(), mostMb, holds: Object.values(verifiers).every(Boolean) }
}

/** Follows every query of the driver; those that overlap count once. */
function watchQueries(): { busyMs(): number } {
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
  return { busyMs: () => busy }
}
