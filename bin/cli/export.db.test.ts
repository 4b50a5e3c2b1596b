import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createScanPool } from '@/lib/dataset/checks/scan-pool'
import { listWaitingExports } from '@/lib/dataset/export/list-waiting-exports'
import { decideFindings } from '@/lib/dataset/preflight/decide-findings'
import { runPreflight } from '@/lib/dataset/preflight/run-preflight'
import { approved, clearDatasets, context, filesOf, findings, reviewer, token } from '@/lib/dataset/testing/datasets'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import { getJobRun, updateJobRun } from '@/lib/jobs/store'
import { exportTrajectories } from './commands'
import type { Session } from './session'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-cli-export-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

beforeEach(clearDatasets)

/** Does each job when it is waited for. */
const session: Session = {
  async finish(id) {
    const { kind, payload } = await db.jobRun.findUniqueOrThrow({ where: { id } })
    const result = kind === 'preflight' ? await lookThrough(payload) : await runRelease(payload, context)
    await updateJobRun(db, id, { state: 'done', result: JSON.parse(JSON.stringify(result)) })
    return getJobRun(db, id)
  },
}

async function lookThrough(payload: unknown) {
  const pool = createScanPool({ threads: 1 })
  try {
    return await runPreflight(payload, context, pool)
  } finally {
    await pool.close()
  }
}

const shard = 'data/train-00000-of-00001.jsonl'

test('what somebody has to decide about is not written, and the command says what and where', async () => {
  const trajectory = [await approved(filesOf('kiwi', `const token = '${token}'\n`))]
  const out = path.join(home, 'data')
  const asked = exportTrajectories(session, { format: 'text', out, trajectory })
  await expect(asked).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('secrets (github): 1'),
  })
  const [waiting] = await listWaitingExports(reviewer, { limit: 5 })
  await expect(asked).rejects.toThrow(`/datasets/${waiting?.datasetId}/preflight`)
  await expect(readdir(out)).rejects.toThrow('ENOENT')
  const id = waiting?.datasetId ?? ''
  const fingerprints = (await findings(id, 'open')).map(({ fingerprint }) => fingerprint)
  await decideFindings(reviewer, { id, decision: 'mask', fingerprints })
  expect(await exportTrajectories(session, { format: 'text', out, trajectory })).toMatchObject({ documents: 1 })
  expect(await readFile(path.join(out, shard), 'utf8')).toContain('[masked: github]')
})

test('it is written as it is only with --unchecked', async () => {
  const trajectory = [await approved(filesOf('kiwi', `const token = '${token}'\n`))]
  const out = path.join(home, 'unchecked')
  await exportTrajectories(session, { format: 'text', out, trajectory, unchecked: true })
  expect(await readFile(path.join(out, shard), 'utf8')).toContain(token)
  expect(JSON.parse(await readFile(path.join(out, 'manifest.json'), 'utf8'))).toMatchObject({ preflight: null })
})
