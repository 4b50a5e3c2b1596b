import type { Page } from '@playwright/test'
import { expect } from './fixtures'

type Source = { source: string; folder?: string }

/** Imports a repository and has it synthesized, once for each seed, as a script would; the ids of what is then ready. */
export async function synthesize(page: Page, source: Source, seeds: number[] = [1]): Promise<string[]> {
  const { id } = await post(page, '/api/v1/repositories', source)
  const { snapshotId } = (await ended(page, id)).result
  const ids: string[] = []
  for (const seed of seeds) {
    const { trajectoryId, job } = await post(page, '/api/v1/trajectories', { snapshotId, seed })
    await ended(page, job.id)
    ids.push(trajectoryId)
  }
  return ids
}

async function post(page: Page, address: string, data: object) {
  const response = await page.request.post(address, { data })
  expect(response.ok(), await response.text()).toBe(true)
  return response.json()
}

/** A job, once it is done. */
async function ended(page: Page, id: string) {
  const job = async () => (await page.request.get(`/api/v1/jobs/${id}`)).json()
  await expect.poll(async () => (await job()).state, { timeout: 120_000 }).toBe('done')
  return job()
}
