import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { requestBatch } from '@/lib/repository/batch/request-batch'
import { runBatch } from '@/lib/repository/batch/run-batch'
import { listBatchItemRows } from '@/lib/repository/batch/store-batch'
import { createOutlinePool } from '@/lib/structure/outline-pool'
import { withDatabase } from './setup/database'
import { processorMs } from './setup/processor-time'
import { median, writeTree } from './setup/work-tree'

/**
 * Two hundred (or RETRACE_BENCH_REPOSITORIES) small repositories as one batch, with its rate and how its memory goes:
 * npm run bench -- batch REPOSITORY…
 *
 * The small repositories are folders of the given ones, each committed to a repository of its own.
 */

const wanted = Number(process.env.RETRACE_BENCH_REPOSITORIES ?? 200)
const [leastFiles, mostFiles] = [8, 60]
const goal = { perSecond: 8, megabytes: 600 }

const scratch = mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
try {
  const repositories = cutUp(process.argv.slice(2))
  console.log(
    `${repositories.length} repositories, ${median(repositories.map(({ files }) => files))} files in the median`,
  )
  console.table([await withDatabase(() => importAll(repositories.map(({ folder }) => folder)))])
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function importAll(folders: readonly string[]): Promise<Record<string, string | number>> {
  const pool = createOutlinePool()
  const { id } = await requestBatch(operator, { list: folders.join('\n') })
  const memory: number[] = []
  const timer = setInterval(() => memory.push(process.memoryUsage.rss() / 2 ** 20), 100)
  const context: JobContext = { jobRunId: 'bench', signal: new AbortController().signal, report: async () => {} }
  const [start, processor] = [performance.now(), (await processorMs()) ?? Number.NaN]
  const { imported, known, failed } = await runBatch({ batchId: id, depth: 1 }, context, { readOutlines: pool.read })
  const seconds = (performance.now() - start) / 1000
  const processorSeconds = (((await processorMs()) ?? Number.NaN) - processor) / 1000
  clearInterval(timer)
  await pool.close()
  for (const { url, message } of await listBatchItemRows(db, id, { state: 'failed', limit: wanted }))
    console.log(`${path.basename(url)}: ${message}`)
  const twelfth = (part: number) => Math.floor((memory.length * part) / 12)
  const course = Array.from({ length: 12 }, (_, part) => median(memory.slice(twelfth(part), twelfth(part + 1))))
  console.log(`MB in twelfths of the time: ${course.map(Math.round).join(' ')}`)
  const perSecond = folders.length / seconds
  const half = memory.length >> 1
  return {
    imported,
    known,
    failed,
    'repositories/s': perSecond.toFixed(1),
    [`of ${goal.perSecond}/s`]: (perSecond / goal.perSecond).toFixed(2),
    'CPU ms each': Math.round((processorSeconds / folders.length) * 1000),
    load: (loadavg()[0] ?? Number.NaN).toFixed(1),
    'most MB': Math.round(Math.max(...memory)),
    [`of ${goal.megabytes} MB`]: (Math.max(...memory) / goal.megabytes).toFixed(2),
    'MB, first half': Math.round(median(memory.slice(0, half))),
    'MB, second half': Math.round(median(memory.slice(half))),
  }
}

type SmallRepository = { folder: string; files: number }

/** Folders that hold as many files as a small repository does, none within another. */
function cutUp(sources: readonly string[]): SmallRepository[] {
  const found: SmallRepository[] = []
  for (const [place, source] of sources.entries()) {
    const tree = path.join(scratch, `source-${place}`)
    writeTree(source, tree)
    for (const folder of smallFolders(tree)) if (found.length < wanted) found.push(commit(folder, found.length))
  }
  return found
}

function* smallFolders(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isDirectory()) continue
    const inner = path.join(folder, entry.name)
    const count = countFiles(inner)
    if (count > mostFiles) yield* smallFolders(inner)
    else if (count >= leastFiles) yield inner
  }
}

function countFiles(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
}

function commit(source: string, place: number): SmallRepository {
  const folder = path.join(scratch, 'repositories', `${place}-${path.basename(source)}`)
  mkdirSync(folder, { recursive: true })
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'gc.auto=0']
  const script = 'cp -R "$1"/. "$2" && cd "$2" && git init -q && git add -A -f && shift 2 && git "$@" commit -qm bench'
  const { status } = spawnSync('bash', ['-c', script, 'bash', source, folder, ...author])
  if (status !== 0) throw new Error(`${folder} could not be committed.`)
  return { folder, files: countFiles(source) }
}
