import { type Actor, operator } from '@/lib/auth/actor'
import { createScanPool } from '@/lib/dataset/checks/scan-pool'
import { ListFindings } from '@/lib/dataset/preflight/finding'
import { getPreflight, listFindings } from '@/lib/dataset/preflight/get-preflight'
import { requestPreflight } from '@/lib/dataset/preflight/request-preflight'
import { runPreflight } from '@/lib/dataset/preflight/run-preflight'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory, type TestFile } from '@/lib/review/testing/create-trajectory'

export const reviewer: Actor = {
  kind: 'user',
  userId: '01900000-0000-7000-8000-000000000001',
  name: 'Rhea',
  role: 'reviewer',
}
export const viewer: Actor = { ...reviewer, role: 'viewer' }
export const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }

// Not a real one; put together here so that no scanner takes this file for a leak.
export const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_')

/** Long enough to have a sketch; `word` makes it another text. */
export function body(word: string): string {
  return Array.from({ length: 40 }, (_, line) => `export const ${word}${line} = ${line} * ${word.length}\n`).join('')
}

export function filesOf(word: string, extra = ''): TestFile[] {
  return [
    {
      path: `src/${word}.js`,
      content: body(word) + extra,
      purpose: `About ${word}.`,
      thought: `Numbers of ${word}.\n`,
    },
  ]
}

export async function approved(files?: TestFile[]): Promise<string> {
  const id = await createTestTrajectory(files)
  await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
  return id
}

/** A look through all of a dataset, as its job does it. */
export async function look(id: string) {
  const pool = createScanPool({ threads: 1 })
  try {
    await requestPreflight(reviewer, { id })
    const { id: preflightId } = await db.preflight.findFirstOrThrow({
      where: { datasetId: id },
      orderBy: { id: 'desc' },
    })
    await runPreflight({ preflightId }, context, pool)
    await db.jobRun.updateMany({ where: { kind: 'preflight' }, data: { state: 'done' } })
    const { preflight } = await getPreflight(viewer, { id })
    if (!preflight) throw new Error('There was no pre-flight.')
    return preflight
  } finally {
    await pool.close()
  }
}

export async function findings(id: string, state: 'open' | 'decided' | 'all' = 'all') {
  return (await listFindings(viewer, ListFindings.parse({ id, state }))).rows
}

/** Before each test: no dataset, and nothing that one could hold. */
export async function clearDatasets(): Promise<void> {
  await db.releaseItem.deleteMany()
  await db.release.deleteMany()
  await db.dataset.deleteMany()
  await db.trajectory.deleteMany()
}
