import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { JobContext } from '@/lib/jobs/job'
import { openLocal } from '@/lib/repository/open-local'
import { readFiles } from '@/lib/repository/read-files'
import { readStructure } from '@/lib/structure/read-structure'

/**
 * An import without its database, beside git itself writing out the same objects, in turns:
 * npm run bench -- import [repository]…
 */

const rounds = 5
const { signal } = new AbortController()
const context: JobContext = { jobRunId: 'bench', signal, report: async () => {} }

async function timeImport(folder: string) {
  const scratch = mkdtempSync(join(tmpdir(), 'retrace-bench-'))
  try {
    const start = performance.now()
    const tree = await openLocal({ path: folder, scratch, signal })
    const files = await readFiles(tree, context)
    const read = performance.now()
    const included = files.flatMap(({ path, isTest, content }) =>
      content ? [{ path, isTest, text: content.bytes.toString('utf8') }] : [],
    )
    await readStructure(included, { signal })
    const bytes = files.reduce((sum, { content }) => sum + (content?.bytes.length ?? 0), 0)
    return { files: files.length, bytes, readMs: read - start, structureMs: performance.now() - read }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Undefined where it is no repository, or one without a commit. */
function timeGit(folder: string): number | undefined {
  const start = performance.now()
  const list = "git ls-tree -r HEAD | sed -n 's/^[0-9]* blob \\([0-9a-f]*\\)\\t.*/\\1/p'"
  const command = `set -o pipefail; ${list} | git cat-file --batch --buffer > /dev/null`
  return spawnSync('bash', ['-c', command], { cwd: folder }).status === 0 ? performance.now() - start : undefined
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

const folders = process.argv.slice(2)
if (folders.length === 0) folders.push(resolve(import.meta.dirname, '..'))

const rows = []
for (const folder of folders) {
  const ours: Awaited<ReturnType<typeof timeImport>>[] = []
  const git: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timeImport(folder))
    git.push(timeGit(folder) ?? Number.NaN)
  }
  const readMs = median(ours.map((each) => each.readMs))
  const structureMs = median(ours.map((each) => each.structureMs))
  const gitMs = median(git)
  const ratio = (ms: number) => (Number.isNaN(gitMs) ? '–' : (ms / gitMs).toFixed(1))
  rows.push({
    repository: basename(resolve(folder)),
    files: ours[0]?.files,
    'included KB': Math.round((ours[0]?.bytes ?? 0) / 1000),
    'git ms': Number.isNaN(gitMs) ? 'no commit' : Math.round(gitMs),
    'read ms': Math.round(readMs),
    'structure ms': Math.round(structureMs),
    'read/git': ratio(readMs),
    'all/git': ratio(readMs + structureMs),
  })
}
console.table(rows)
