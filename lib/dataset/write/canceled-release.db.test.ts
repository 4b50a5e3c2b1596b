import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { requestRelease } from '@/lib/dataset/request-release'
import { db } from '@/lib/db/client'
import { openHandlers } from '@/lib/jobs/handlers'
import { requestCancel } from '@/lib/jobs/request-cancel'
import { runJob } from '@/lib/jobs/run-job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { listStaleEntries } from '@/lib/trajectory/store-entry'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-canceled-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

test('an export that is canceled before anybody began it lets its trajectories go', async () => {
  const id = await createTestTrajectory()
  await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
  const stateOf = async () => (await db.trajectory.findUniqueOrThrow({ where: { id } })).state
  const release = await requestRelease(operator, {})
  expect(await stateOf()).toBe('released')
  await requestCancel(operator, { id: release.jobId! })
  const { handlers, close } = openHandlers()
  await runJob(handlers.release!, release.jobId!, new AbortController().signal)
  await close()
  expect(await stateOf()).toBe('approved')
  expect(await listStaleEntries(db)).toEqual([])
  // Another one that is under way keeps what it holds.
  const [one, other] = [await requestRelease(operator, {}), await requestRelease(operator, {})]
  await requestCancel(operator, { id: one.jobId! })
  await runJob(handlers.release!, one.jobId!, new AbortController().signal)
  expect(await stateOf()).toBe('released')
  expect(other.trajectories).toBe(1)
})
