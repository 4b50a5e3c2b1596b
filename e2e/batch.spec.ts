import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixtures'
import { makeProject } from './project'
import { makeScratch } from './scratch'

const root = makeScratch()
const [oats, rye, later] = ['oats', 'rye', 'later'].map((name) => path.join(root, name)) as [string, string, string]

test('a list from a file is imported and synthesized; its page sums it up, and tries again what failed', async ({
  signedIn: page,
}) => {
  makeProject(oats)
  makeProject(rye)
  const list = path.join(root, 'list.jsonl')
  const lines = [{ repo: oats }, { repo: rye, ref: 'main' }, { repo: later }]
  writeFileSync(list, lines.map((line) => JSON.stringify(line)).join('\n'))

  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: 'List' }).click()
  await dialog.getByLabel('Choose a list').setInputFiles(list)
  await dialog.getByLabel('Then synthesize each').click()
  await dialog.getByLabel('Seed').fill('11')
  await dialog.getByLabel('At once').fill('1')
  await dialog.getByRole('button', { name: 'Import and synthesize 3 repositories' }).click()

  const table = page.getByRole('table', { name: 'Repositories of the list' })
  await expect(table.getByText('Synthesized')).toHaveCount(2, { timeout: 60_000 })
  await expect(table).toContainText('There is no folder')
  const summary = page.getByRole('region', { name: 'Summary' })
  await expect(summary).toContainText(/Trajectories2Files10/)
  await expect(summary).toContainText('Verifiers that do not holdnone')

  makeProject(later)
  await page.getByRole('button', { name: 'Retry failed' }).click()
  await expect(table.getByText('Synthesized')).toHaveCount(3, { timeout: 60_000 })
  await expect(summary).toContainText(/Trajectories3Files15/)
  await table.getByRole('link', { name: 'Open' }).first().click()
  await expect(page.getByRole('list', { name: 'Verifiers' })).toBeVisible()
})

test('a file that is too large for the page is refused with a sentence', async ({ signedIn: page }) => {
  const list = path.join(root, 'large.txt')
  writeFileSync(list, 'https://example.com/a/b\n'.repeat(50_000))
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: 'List' }).click()
  await dialog.getByLabel('Choose a list').setInputFiles(list)
  await expect(dialog).toContainText('large.txt is larger than 800.0 KiB')
})
