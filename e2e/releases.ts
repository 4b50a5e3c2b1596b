import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Page } from '@playwright/test'
import { extract } from 'tar-stream'
import { expect } from './fixtures'
import { makeScratch } from './scratch'

const folder = makeScratch()

// Not a real one; put together here so that no scanner takes this file for a leak.
export const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_')

export function files(word: string, extra = ''): Record<string, string> {
  const lines = Array.from({ length: 24 }, (_, line) => `  ${word}${line}: ${line * word.length},`).join('\n')
  return {
    'package.json': `{ "name": "${word}", "type": "module", "license": "MIT" }\n`,
    'source/table.ts': `/** What every ${word} weighs. */\nexport const table = {\n${lines}\n}\n${extra}`,
    'source/sum.ts': `import { table } from './table'\n\n/** The weight of all of them. */\nexport function sum(): number {\n  return Object.values(table).reduce((total, weight) => total + weight, 0)\n}\n`,
  }
}

export function makeRepository(name: string, content: Record<string, string>): string {
  const place = path.join(folder, name)
  for (const [file, text] of Object.entries(content)) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true })
    writeFileSync(path.join(place, file), text)
  }
  const git = (...args: string[]) => execFileSync('git', ['-C', place, ...args])
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', name)
  return place
}

/** A file of it holds the token. */
export function withToken(word: string): Record<string, string> {
  return files(word, `\n// Only for tests.\nexport const token = '${token}'\n`)
}

type Listed = { rows: { id: string; repositoryName: string; head: { number: number } | null }[] }

export async function trajectoryOf(page: Page, name: string): Promise<string> {
  let id = ''
  await expect(async () => {
    const { rows } = (await (await page.request.get(`/api/v1/trajectories?search=${name}`)).json()) as Listed
    expect(rows[0]?.head).not.toBeNull()
    id = rows[0]!.id
  }).toPass({ timeout: 90_000 })
  return id
}

export async function judge(page: Page, id: string, judgement: 'approve' | 'reject'): Promise<void> {
  const data = { revision: 1, judgement, ...(judgement === 'reject' ? { reason: 'Not yet.' } : {}) }
  const answer = await page.request.post(`/api/v1/trajectories/${id}/verdicts`, { data })
  expect(answer.ok(), await answer.text()).toBe(true)
}

export async function lookThrough(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Pre-flight' }).click()
  await page.getByRole('button', { name: 'Run the pre-flight' }).click()
  await expect(page.getByText(/Ready to release|to decide/).first()).toBeVisible({ timeout: 90_000 })
}

/** Freezes the dataset through its dialog; gives the id of the release once its files are there. */
export async function release(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Release', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
  await expect(page).toHaveURL(/\/exports\/[0-9a-f-]+/)
  await expect(page.getByRole('link', { name: 'manifest.json' })).toBeVisible({ timeout: 60_000 })
  return /exports\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
}

/** No list is wider than the page that it stands in. */
export async function expectNoneSideways(page: Page): Promise<void> {
  await expect(page.getByRole('table').first()).toBeVisible()
  const wide = await page
    .locator('main *')
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))
        .map((one) => `${one.className}: ${one.scrollWidth} in ${one.clientWidth}`),
    )
  expect(wide).toEqual([])
}

/** The whole release, as one tar, unpacked. */
export async function download(page: Page, id: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/releases/${id}/archive`)
  const target = path.join(folder, `release-${id}`)
  let root = ''
  for await (const entry of Readable.from([await answer.body()]).pipe(extract())) {
    const file = path.join(target, entry.header.name)
    root = path.join(target, entry.header.name.split('/')[0] ?? '')
    mkdirSync(path.dirname(file), { recursive: true })
    await pipeline(entry, createWriteStream(file))
  }
  return root
}
